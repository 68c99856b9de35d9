"""Invented stories as folders of plain texts: stories.py STORIES OUT

STORIES/GROUP/NN-name.txt has the accounts of one event, each headed `source: OUTLET | DATE | LANGUAGE`; what several of them
tell stands in braces, {c1 …} or {c1,c2 …}. Each becomes OUT/GROUP-NN-name/sources/*.txt and gold.json: the claims that two
sources tell at least, with the places where they are told, in code points.

Of two stories in three something brief is made, too, since people compare a few sentences as well: the first paragraphs of two of
its accounts, which tell of one thing (brief-…), or of one of them and of another story's, which do not (apart-…).
"""
import json
import pathlib
import re
import sys

BRIEF = ("brief-", "apart-")
POINTED = re.compile(r"discrepancy: (\w+) (c\d+) (.*) ([123])$")
READING = re.compile(r'(\d+):"(.*?)"(?= \d+:"|$)')
TOLD = re.compile(r"\{(c\d+(?:\s*,\s*c\d+)*)[ :]\s*([^{}]*)\}")


def read(path):
    """The accounts of a story: (outlet, date, language, text, [(claim, start, end)])."""
    accounts = []
    for line in path.read_text().splitlines():
        if line.startswith("source:"):
            accounts.append([*(part.strip() for part in line[7:].split("|")), "", []])
        elif accounts and line.strip():
            told = accounts[-1]
            line, at = line.strip().removeprefix("##").strip(), 0
            told[3] += "\n\n" if told[3] else ""
            for stretch in TOLD.finditer(line):
                told[3] += line[at:stretch.start()]
                start = len(told[3])
                told[3] += stretch[2]
                told[4] += [(claim, start, len(told[3])) for claim in re.findall(r"c\d+", stretch[1])]
                at = stretch.end()
            told[3] += line[at:]
    return accounts


def differences(path):
    """What differs in a story, as its head lists it."""
    found = filter(None, map(POINTED.match, path.read_text().splitlines()))
    reading = lambda told: {"source": int(told[1]) - 1, "text": told[2]}
    return [{"claim": one[2], "kind": one[1], "grave": int(one[4]), "readings": [*map(reading, READING.finditer(one[3]))]}
            for one in found]


def kept_out(names):
    """Of the names of all stories those that no model sees: one in twelve, and what was made of them."""
    whole = [name for name in sorted(names) if not is_brief(name)]
    return {prefix + name for name in whole[::12] for prefix in ("", *BRIEF)}


def is_brief(name):
    return name.startswith(BRIEF)


def write(accounts, folder, related=True):
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    listed, claims = [], {}
    for number, (outlet, date, language, text, told) in enumerate(accounts):
        name = f"{number + 1}.txt"
        (folder / "sources" / name).write_text(text + "\n")
        listed.append({"file": name, "units": [], "language": language, "date": date, "outlet": outlet})
        for claim, start, end in told:
            claims.setdefault(claim, []).append({"source": number, "start": start, "end": end})
    shared = {claim: spans for claim, spans in claims.items() if related and len({span["source"] for span in spans}) > 1}
    kept = [{"id": claim, "label": claim, "spans": shared[claim]} for claim in sorted(shared, key=lambda c: int(c[1:]))]
    (folder / "gold.json").write_text(json.dumps({"sources": listed, "claims": kept}, ensure_ascii=False))


def cut(account, paragraphs):
    """The first paragraphs of an account behind its headline."""
    outlet, date, language, text, told = account
    start = text.find("\n\n") + 2
    end = start
    for _ in range(paragraphs):
        end = text.find("\n\n", end + 2) if text.find("\n\n", end + 2) > 0 else len(text)
    inside = [(claim, a - start, b - start) for claim, a, b in told if start <= a and b <= end]
    return [outlet, date, language, text[start:end], inside]


def brief(stories, out):
    for number, (name, accounts) in enumerate(stories):
        paragraphs = 1 + number // 3 % 2
        if number % 3 == 1:
            write([cut(account, paragraphs) for account in accounts[:2]], out / f"brief-{name}")
        elif number % 3 == 2:
            other = stories[number - 1][1]
            write([cut(accounts[0], paragraphs), cut(other[0], paragraphs)], out / f"apart-{name}", related=False)


if __name__ == "__main__":
    stories, out = map(pathlib.Path, sys.argv[1:])
    paths = {f"{path.parent.name}-{path.stem}": path for path in sorted(stories.glob("*/*.txt"))}
    read_all = [(name, read(path)) for name, path in paths.items()]
    for name, accounts in read_all:
        write(accounts, out / name)
        (out / name / "discrepancies.json").write_text(json.dumps(differences(paths[name]), ensure_ascii=False))
    brief(read_all, out)
