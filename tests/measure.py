#!/usr/bin/env python3
"""Measures time and memory of parallax and of what else is installed, on inputs made here, and prints the README's table.

    cargo build --release --bin parallax && cargo build --release --example planted
    python3 tests/measure.py [--most 50000]

Beside parallax those of difft, delta, wdiff, sim_text and copydetect are measured that are found. Every figure is of one
whole process; of short ones the middle of five. The inputs are the same everywhere (seeded)."""

import argparse
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
BUILT = HERE / "target" / "release"
PARALLAX = str(BUILT / "parallax")
LONG = 5.0  # seconds: what takes longer is measured once
PATIENCE = 900  # seconds: what takes longer is given up


def once(command, folder):
    """Seconds and megabytes of one run; nothing where it is given up."""
    began = time.perf_counter()
    out = open(os.devnull, "wb")
    child = subprocess.Popen(command, stdout=out, stderr=out, cwd=folder)
    while True:
        pid, _, used = os.wait4(child.pid, os.WNOHANG)
        if pid:
            return time.perf_counter() - began, used.ru_maxrss / 1024
        if time.perf_counter() - began > PATIENCE:
            child.kill()
            os.wait4(child.pid, 0)
            return None
        time.sleep(0.0005)


def measured(command, folder="/", before=None):
    """The middle of five runs, or the only one of a long one, in words."""
    runs = []
    for _ in range(5):
        if before:
            before()
        run = once(command, folder)
        if run is None:
            return f"more than {PATIENCE} s"
        runs.append(run)
        if run[0] > LONG:
            break
    seconds, memory = sorted(runs)[len(runs) // 2]
    shown = f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s"
    return f"{shown}, {memory:.0f} MB"


def row(what, asked, found, others=""):
    print(f"| {what} | {asked} | {found} | {others} |", flush=True)


def planted(top, documents):
    """A folder of documents: a fifth as many events, each told by five outlets."""
    folder = top / str(documents)
    events = str(documents // 5)
    subprocess.run([BUILT / "examples" / "planted", "write", folder, "--events", events], check=True)
    return folder


def real(top):
    """The same of 500 documents, but all sentences are those of the invented stories in tests/stories, each said once."""
    told, folder = top / "told", top / "real"
    subprocess.run([sys.executable, HERE / "tests" / "train" / "stories.py", HERE / "tests" / "stories", told], check=True, stdout=subprocess.DEVNULL)
    for path in told.rglob("*.txt"):
        words = path.read_text().split()
        if words.count("the") * 50 < len(words):
            path.unlink()  # not in English
    subprocess.run([BUILT / "examples" / "planted", "write", folder, "--events", "100", "--text", told], check=True)
    return folder


def accuracy(top, folder):
    found = top / "found.json"
    with open(found, "wb") as out:
        subprocess.run([PARALLAX, "--no-cache", "stories", "-f", "json", folder], stdout=out, check=True)
    check = [BUILT / "examples" / "planted", "check", f"{folder}.truth.json", found]
    lines = subprocess.run(check, capture_output=True, text=True, check=True).stdout.splitlines()
    share = lambda line: line[line.rindex("(") + 1 : line.rindex(")")]
    return f"{share(lines[0])} found, {share(lines[1])} false"


def collections(top, most):
    os.environ["XDG_CACHE_HOME"] = str(top / "cache")
    for documents, asked in [(500, "2 s"), (5000, "15 s, 1 GB"), (50000, "4 min, 3 GB")]:
        if documents > most:
            continue
        folder = planted(top, documents)
        files = sorted(str(path) for path in folder.rglob("*.txt"))
        others = []
        if shutil.which("sim_text") and documents <= 5000:
            others.append("sim_text " + measured(["sim_text", "-n", "-r12", *files]))
        if documents <= 500 and (detect := copydetect(folder)):
            others.append("copydetect " + measured(detect))
        stories = [PARALLAX, "stories", "-f", "json", str(folder)]
        row(f"{documents:,} documents: `stories`, no index yet", asked, measured([*stories, "--no-cache"]), "; ".join(others))
        row(f"{documents:,}: related pairs", "99.5 %, 0.1 % false", accuracy(top, folder))
        once(stories, "/")
        row(f"{documents:,}: second start", "2 s", measured(stories))
        changed = Path(files[7])
        whole, turn = changed.read_text(), [0]

        def change():
            turn[0] += 1
            changed.write_text(f"{whole}\nAnd {turn[0]} more.\n")

        row(f"{documents:,}: one changed", "300 ms (5,000)", measured(stories, before=change))
        search = [PARALLAX, "search", whole.split()[40], str(folder)]
        once(search, "/")
        row(f"{documents:,}: `search`", "", measured(search))


    row("500 of real sentences: related pairs", "99.5 %, 0.5 % false", accuracy(top, real(top)))


def copydetect(folder):
    python = shutil.which("copydetect")
    python = Path(python).with_name("python3") if python else None
    run = "import sys, copydetect as c; c.CopyDetector(test_dirs=[sys.argv[1]], extensions=['txt'], autoopen=False, silent=True, disable_filtering=True).run()"
    return [str(python), "-c", run, str(folder)] if python and python.exists() else None


def long_texts(top):
    """Two versions of a text of 350,000 words: one sentence in twenty edited, one paragraph in fifty moved."""
    dice = random.Random(7)
    words = ["".join(dice.choice("bdfgklmnprst") + dice.choice("aeiou") for _ in range(dice.randint(1, 4))) for _ in range(9000)]
    sentence = lambda: " ".join(words[int(len(words) * dice.random() ** 3)] for _ in range(dice.randint(8, 24))).capitalize() + "."
    old = [[sentence() for _ in range(5)] for _ in range(350_000 // 80)]
    new = [[sentence() if dice.random() < 0.05 else said for said in paragraph] for paragraph in old]
    for _ in range(len(new) // 50):
        new.insert(dice.randrange(len(new)), new.pop(dice.randrange(len(new))))
    paths = []
    for name, text in [("old.txt", old), ("new.txt", new)]:
        paths.append(str(top / name))
        Path(paths[-1]).write_text("\n\n".join(" ".join(paragraph) for paragraph in text) + "\n")
    return paths


def versions(top):
    old, new = long_texts(top)
    peers = {
        "difftastic": ["difft", old, new],
        "delta": ["delta", old, new],
        "wdiff": ["wdiff", old, new],
        "git words": ["git", "diff", "--no-index", "--word-diff", old, new],
    }
    others = [f"{name} {measured(command)}" for name, command in peers.items() if shutil.which(command[0])]
    row("two texts of 350,000 words: `diff`", "4 s", measured([PARALLAX, "diff", old, new]), "; ".join(others))


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--most", type=int, default=50000, help="leave larger collections out")
    most = arguments.parse_args().most
    if not Path(PARALLAX).exists() or not (BUILT / "examples" / "planted").exists():
        sys.exit("build first: cargo build --release --bin parallax; cargo build --release --example planted")
    model = [line for line in open("/proc/cpuinfo") if line.startswith("model name")] if Path("/proc/cpuinfo").exists() else []
    machine = model[0].split(":")[1].strip() if model else platform.processor()
    print(f"{time.strftime('%Y-%m-%d')}, {len(os.sched_getaffinity(0))} cores of {machine}, {platform.system()}\n")
    row("what", "asked for", "parallax", "others")
    row("---", "---", "---", "---")
    with tempfile.TemporaryDirectory() as top:
        articles = [PARALLAX, "export", "-f", "json", str(HERE / "assets" / "articles")]
        row("five articles: `export -f json`", "40 ms, 40 MB", measured(articles))
        versions(Path(top))
        collections(Path(top), most)


main()
