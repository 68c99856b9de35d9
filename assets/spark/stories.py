#!/usr/bin/env python3
"""The stories of more documents than one machine holds, on Apache Spark.

    pip install pyspark                      # and a Java runtime, 17 or later
    python3 stories.py documents/ out/       # or: spark-submit --master … stories.py documents/ out/

reads a folder of files of any kind that parallax reads (also hdfs:, s3a:), or a Parquet or JSON Lines file or folder whose
rows have `id` and `text`, and may have `title`, `date` and `source`. It finds the pairs and stories that
`parallax stories --meaning never` finds, where one machine holds the documents: documents are told by their words and names,
what they mean is left out. It writes

    out/documents    Parquet: number, id, title, date, source, text, story (none: alone)
    out/pairs        Parquet: story, a, b (ids), words, sure, alike, copy
    out/stories      Parquet: story, label, names, since, until, documents (how many)
    out/collection   the documents of stories as JSON Lines, a folder for each: `parallax out/collection/story=1`

The executors get the program from the driver (`--binary`, else the `parallax` in the PATH): it must run on their machines.
Nothing else has to be installed there but Python. Without a master in the environment all runs on this machine, and driver
and workers speak over 127.0.0.1 alone; `--master 'local-cluster[2,1,4096]'` starts two workers of their own.

No part of the work is done here: each step is `parallax kernel STEP`, which reads lines `kind part data` and writes such
lines; Spark brings each line to its part. The steps, and what crosses the network for a document of 300 words, are told in
`src/collection/shard/mod.rs` and in the README. Some bytes of every document (its language, day, length, group) are known
everywhere, which is what bounds a collection: 16 million documents.
"""

import argparse
import array
import base64
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time

from pyspark import SparkFiles, StorageLevel
from pyspark.sql import SparkSession

# Documents of a block, so that what a step holds of one or two blocks takes some hundred megabytes.
BLOCK = 8_000
# Cells of pairs for each block at most: a cell is a task.
CELLS = 16
# The group of a document that hangs together with no other one.
LONE = 0xFFFFFFFF
DOCUMENTS = "number long, id string, title string, date string, source string, text string"
PAIRS = "story long, number_a long, number_b long, words int, sure double, alike double, copy boolean"
STORIES = "story long, label string, names array<string>, since string, until string, documents int"


def arguments():
    parser = argparse.ArgumentParser(description="The stories of a large collection, on Spark.")
    parser.add_argument("input", help="folder of files, or Parquet or JSON Lines (.parquet, .json, .jsonl, or a folder of these)")
    parser.add_argument("out", help="folder to write; must not be there yet")
    parser.add_argument("--format", choices=["files", "parquet", "json"], help="what the input is, where its name does not tell")
    parser.add_argument("--binary", help="the program that executors get (else the parallax of the PATH)")
    parser.add_argument("--partitions", type=int, help=f"blocks of documents (else one for each {BLOCK:,}, and for each core)")
    parser.add_argument("--master", help="where Spark runs (else what spark-submit says, else all cores of this machine)")
    parser.add_argument("--tables", choices=["parquet", "json"], default="parquet", help="how tables are written")
    parser.add_argument("--no-collection", action="store_true", help="write tables alone, no folder for each story")
    return parser.parse_args()


def session(master):
    """Spark; on this machine alone unless it is told otherwise."""
    builder = SparkSession.builder.appName("parallax stories")
    # What is written is to be opened: no files beside it.
    builder = builder.config("spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false")
    if not master and "PYSPARK_GATEWAY_PORT" not in os.environ:  # which spark-submit sets
        master = "local[*]"
    if master:
        builder = builder.master(master)
    if master and master.startswith("local"):
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        import pyspark
        os.environ.setdefault("SPARK_HOME", os.path.dirname(pyspark.__file__))
        builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
        builder = builder.config("spark.ui.enabled", "false")
        builder = builder.config("spark.hadoop.fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = builder.config("spark.ui.showConsoleProgress", "false").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    return spark


def ran(command, lines):
    """The lines that a program says to lines; they are written while what it says is read."""
    environment = dict(os.environ, RAYON_NUM_THREADS="1")
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    failed = []

    def feed():
        try:
            for line in lines:
                child.stdin.write(line.encode())
                child.stdin.write(b"\n")
            child.stdin.close()
        except BrokenPipeError:
            pass
        except Exception as wrong:  # of what the lines come from: told below, in the thread that waits
            failed.append(wrong)
            child.kill()

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    for line in child.stdout:
        yield line.rstrip(b"\n").decode()
    feeder.join()
    if failed:
        raise failed[0]
    if child.wait() != 0:
        raise RuntimeError(f"{' '.join(command)}: status {child.returncode}")


class Steps:
    """The program's steps, here and on the executors."""

    def __init__(self, context, binary):
        self.context, self.binary, self.name = context, binary, os.path.basename(binary)
        self.cut, self.files, self.drafts = [], {}, tempfile.mkdtemp(prefix="parallax-spark-")
        context.addFile(binary)

    def set_cut(self, documents, blocks, cells):
        self.cut = ["--documents", str(documents), "--blocks", str(blocks), "--cells", str(cells)]

    def on(self, rdd, step, *known):
        """Lines through a step, each partition by itself. `known` are files that all are told."""
        name, cut, files = self.name, self.cut, [(flag, self.files[flag]) for flag in known]

        def through(lines):
            command = [SparkFiles.get(name), "kernel", step, *cut]
            for flag, file in files:
                command += [f"--{flag}", SparkFiles.get(file)]
            return ran(command, lines)

        return rdd.mapPartitions(through, preservesPartitioning=False)

    def tell_all(self, what, lines, version=""):
        """What a step makes of lines here becomes a file that all executors get."""
        name = f"{what}{version}"
        path = os.path.join(self.drafts, name)
        environment = dict(os.environ)
        with tempfile.TemporaryFile(dir=self.drafts) as said, open(path, "wb") as out:
            for line in lines:
                said.write(line.encode() + b"\n")
            said.seek(0)
            subprocess.run([self.binary, "kernel", what, *self.cut], stdin=said, stdout=out, env=environment, check=True)
        self.context.addFile(path)
        self.files[what] = name
        return path


def of_kind(rdd, *kinds):
    return rdd.filter(lambda line: line.startswith(tuple(kind + " " for kind in kinds)))


def to_parts(rdd, parts):
    """Each line to the partition that it names."""
    return rdd.map(lambda line: (int(line.split(" ", 2)[1]), line)).partitionBy(parts, lambda part: part).values()


def asked(spark, wanted, steps):
    """What is to be read, a line of JSON each, in order."""
    tables = {".parquet": "parquet", ".json": "json", ".jsonl": "json", ".ndjson": "json"}
    form = wanted.format or tables.get(os.path.splitext(wanted.input.rstrip("/"))[1], "files")
    least = max(wanted.partitions or 0, spark.sparkContext.defaultParallelism * 2)
    if form == "files" and "://" in wanted.input:
        files = spark.sparkContext.binaryFiles(wanted.input, least)
        return files.sortByKey(numPartitions=least).map(lambda file: file_asked(*file))
    if form == "files":
        files = ran([steps.binary, "kernel", "files"], [json.dumps(wanted.input)])
        files = [(file, os.path.abspath(file)) for file in map(json.loads, files)]
        return spark.sparkContext.parallelize(files, least).map(lambda file: file_asked(file[0], contents(file[1])))
    rows = spark.read.parquet(wanted.input) if form == "parquet" else spark.read.json(wanted.input)
    if not {"id", "text"} <= set(rows.columns):
        sys.exit(f"{wanted.input} has no columns `id` and `text`, but {', '.join(rows.columns)}")
    return rows.toJSON().map(row_asked)


def contents(path):
    with open(path, "rb") as file:
        return file.read()


def file_asked(path, data):
    return json.dumps({"path": path, "bytes": base64.b64encode(data).decode()})


def row_asked(line):
    row = json.loads(line)
    return json.dumps({"path": str(row.pop("id")), "row": row})


def looked_at(steps, documents, blocks, cells):
    """What pairs share that are worth a look, from `document` lines; and what documents have, to look at others."""
    entries = steps.on(documents, "features")
    lists = steps.on(to_parts(entries, blocks), "lists").persist(StorageLevel.DISK_ONLY)
    pieces = of_kind(lists, "pieces")
    wanted = steps.on(to_parts(of_kind(lists, "shared"), blocks), "candidates", "census").persist(StorageLevel.DISK_ONLY)
    return compared(steps, pieces, wanted, blocks, cells), pieces


def compared(steps, pieces, wanted, blocks, cells):
    """What wanted pairs share."""
    of_block = to_parts(pieces.union(of_kind(wanted, "wanted")), blocks)
    profiles = steps.on(of_block, "profiles", "census")
    of_cell = to_parts(profiles.union(of_kind(wanted, "pairs")), cells)
    return steps.on(of_cell, "pairs").persist(StorageLevel.DISK_ONLY)


def grouped(steps, looked, version, *known):
    """The group of each document, by what pairs share: they hang together."""
    steps.tell_all("telling", of_kind(looked, "telling").toLocalIterator(), version)
    hanging = steps.on(of_kind(looked, "looked"), "hanging", "telling", *known)
    return steps.tell_all("groups", hanging.toLocalIterator(), version)


def completed(steps, looked, pieces, blocks, cells):
    """With all pairs of groups in which only neighbours were looked at, where there are such groups."""
    known = steps.on(of_kind(looked, "looked"), "known", "groups").persist(StorageLevel.DISK_ONLY)
    if known.isEmpty():
        return looked
    wanted = steps.on(to_parts(known, cells), "missing", "groups").persist(StorageLevel.DISK_ONLY)
    return looked.union(compared(steps, pieces, wanted, blocks, cells))


def told(steps, looked, documents, groups, cells):
    """The stories with their numbers, the largest first."""
    judged = steps.on(of_kind(looked, "looked"), "judged", "telling", "census", "groups")
    of = array.array("I")
    with open(groups, "rb") as file:
        of.frombytes(file.read())
    if sys.byteorder == "big":
        of.byteswap()
    of = steps.context.broadcast(of)

    def part(line):
        kind, number, _ = line.split(" ", 2)
        return of.value[int(number)] % cells if kind == "document" else int(number)

    together = documents.filter(lambda line: of.value[int(line.split(" ", 2)[1])] != LONE)
    lines = together.union(judged).map(lambda line: (part(line), line)).partitionBy(cells, lambda part: part).values()
    stories = steps.on(lines, "stories").map(json.loads).persist(StorageLevel.DISK_ONLY)
    order = lambda story: (-len(story["documents"]), story["documents"][0])
    largest_first = stories.sortBy(order, numPartitions=looked.context.defaultParallelism)
    return largest_first.zipWithIndex().map(lambda found: (found[1] + 1, found[0]))


def write(spark, wanted, documents, stories):
    """Tables, and a folder for each story."""
    all_documents = spark.createDataFrame(documents, DOCUMENTS)
    members = stories.flatMap(lambda story: [(number, story[0]) for number in story[1]["documents"]])
    members = spark.createDataFrame(members, "number long, story long")
    all_documents = all_documents.join(members, "number", "left").persist(StorageLevel.DISK_ONLY)

    def save(table, name):
        table.write.format(wanted.tables).save(os.path.join(wanted.out, name))

    save(all_documents, "documents")
    pairs = stories.flatMap(lambda story: [
        (story[0], pair["a"], pair["b"], pair["words"], pair["sure"], pair["alike"], pair["copy"])
        for pair in story[1]["pairs"]])
    pairs = spark.createDataFrame(pairs, PAIRS)
    for end in "ab":
        names = all_documents.selectExpr(f"number as number_{end}", f"id as {end}")
        pairs = pairs.join(names, f"number_{end}")
    save(pairs.select("story", "a", "b", "words", "sure", "alike", "copy"), "pairs")
    summaries = stories.map(lambda story: (
        story[0], story[1]["label"], story[1]["names"], *story[1]["dates"], len(story[1]["documents"])))
    save(spark.createDataFrame(summaries, STORIES).sort("story"), "stories")
    if not wanted.no_collection:
        of_stories = all_documents.filter("story is not null").repartitionByRange("story")
        of_stories = of_stories.sortWithinPartitions("story", "number")
        of_stories.select("story", "id", "text", "title", "date", "source").write.partitionBy("story").json(
            os.path.join(wanted.out, "collection"))


def main():
    wanted = arguments()
    binary = wanted.binary or shutil.which("parallax")
    if not binary:
        sys.exit("there is no parallax in the PATH; name it with --binary")
    if "://" not in wanted.out and os.path.exists(wanted.out):
        sys.exit(f"{wanted.out} is there already; name a folder that is not")
    if "://" not in wanted.out:
        wanted.out = os.path.abspath(wanted.out)
    started = time.monotonic()
    spark = session(wanted.master)

    def say(what):
        print(f"{time.monotonic() - started:8.1f} s  {what}", file=sys.stderr, flush=True)

    steps = Steps(spark.sparkContext, os.path.abspath(binary))
    try:
        read = steps.on(asked(spark, wanted, steps), "look").persist(StorageLevel.DISK_ONLY)
        is_census = '{"census"'
        steps.tell_all("census", (f"census 0 {json.loads(line)['census']}" for line in
                                  read.filter(lambda line: line.startswith(is_census)).collect()))
        numbered = read.filter(lambda line: not line.startswith(is_census)).map(json.loads).zipWithIndex()
        count = numbered.count()
        if count == 0:
            sys.exit("there are no documents")
        blocks = wanted.partitions or max(spark.sparkContext.defaultParallelism, math.ceil(count / BLOCK))
        cells = min(blocks * (blocks + 1) // 2, blocks * CELLS)
        steps.set_cut(count, blocks, cells)
        spark.conf.set("spark.sql.shuffle.partitions", blocks)
        say(f"{count:,} documents are read; {blocks} blocks, {cells} cells")
        lines = numbered.map(lambda found: f"document {found[1]} {found[0]['document']}")
        looked, pieces = looked_at(steps, lines, blocks, cells)
        grouped(steps, looked, 1)
        say("pairs are looked at")
        looked = completed(steps, looked, pieces, blocks, cells)
        groups = grouped(steps, looked, 2, "census")
        stories = told(steps, looked, lines, groups, cells).persist(StorageLevel.DISK_ONLY)
        say(f"{stories.count():,} stories are told")
        documents = numbered.map(lambda found: (
            found[1], *(found[0][field] for field in ("path", "title", "date", "source", "text"))))
        write(spark, wanted, documents, stories)
        say(f"written to {wanted.out}")
    finally:
        shutil.rmtree(steps.drafts, ignore_errors=True)
        spark.stop()


if __name__ == "__main__":
    main()
