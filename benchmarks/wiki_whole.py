#!/usr/bin/env python3
"""Shows `agegender prepare --source wiki` right on the published wiki.mat, with made-up pictures.

usage: wiki_whole.py make  WIKI_MAT FOLDER [--pictures 7000]
       ./agegender prepare --source wiki --input FOLDER --output SET
       wiki_whole.py check FOLDER SET

`make` copies the file into FOLDER and draws smooth noise under the true paths of some of its rows: for
candidates and for rows that a filter leaves out; 60 of the candidates get a file cut short, 40 pairs
the same picture: where their labels agree one counts, where they contradict both are left out.
It writes what must come of it, computed here from the file by SciPy (wiki_counts.py), to expected.json.
`check` compares dataset.json, the CSV files, and rejected.csv with that, and that no person is in two
parts and no picture's content either. Needs python3 with scipy, numpy and OpenCV.
"""
import argparse
import collections
import csv
import hashlib
import json
import pathlib
import shutil
import sys

import wiki_counts

BROKEN = 60
PAIRS = 40


def make(options):
    import cv2
    import numpy
    import scipy.io

    random = numpy.random.default_rng(17)
    options.folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(options.mat, options.folder / "wiki.mat")
    table = scipy.io.loadmat(options.mat)["wiki"][0, 0]
    rows = list(wiki_counts.sort(table, 1.0))
    counts = collections.Counter(row[0] for row in rows)
    candidates = [row for row in rows if row[0] == "candidate"]
    others = [row for row in rows if row[0] != "candidate"]
    chosen = [candidates[i] for i in random.permutation(len(candidates))[: options.pictures]]
    chosen_others = [others[i] for i in random.permutation(len(others))[: options.pictures // 10]]
    contents = {}
    for row in chosen + chosen_others:
        noise = random.integers(0, 256, (6, 6, 3), dtype=numpy.uint8)
        picture = cv2.resize(noise, (96, 96), interpolation=cv2.INTER_CUBIC)
        contents[row[1]] = cv2.imencode(".jpg", picture)[1].tobytes()
    broken = chosen[:BROKEN]
    for row in broken:
        contents[row[1]] = contents[row[1]][:200]
    left_out = {row[1] for row in broken}
    duplicates = contradicting = 0
    for first, second in zip(chosen[BROKEN : BROKEN + PAIRS], chosen[BROKEN + PAIRS : BROKEN + 2 * PAIRS]):
        contents[second[1]] = contents[first[1]]
        if first[2:4] == second[2:4]:
            duplicates += 1
        else:
            contradicting += 2
            left_out |= {first[1], second[1]}
    for path, content in contents.items():
        file = options.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    rejected = {reason: counts[reason] for reason in ("low-face-score", "second-face", "age-out-of-range", "gender-unknown")}
    rejected["picture-missing"] = len(candidates) - len(chosen)
    rejected["picture-unreadable"] = len(broken)
    rejected["contradicting-labels"] = contradicting
    rejected["duplicate"] = duplicates
    expected = {
        "records": len(rows),
        "rejected": {reason: count for reason, count in rejected.items() if count},
        "kept": len(chosen) - len(broken) - contradicting - duplicates,
        "labels": {row[1]: [row[2], int(row[3]), row[4]] for row in chosen if row[1] not in left_out},
    }
    (options.folder / "expected.json").write_text(json.dumps(expected))
    print(f"{len(contents)} pictures; expected", {k: v for k, v in expected.items() if k != "labels"})


def check(options):
    expected = json.loads((options.folder / "expected.json").read_text())
    counts = json.loads((options.set / "dataset.json").read_text())["counts"]
    faults = []

    def same(what, found, wanted):
        print(f"{what}: {found}")
        if found != wanted:
            faults.append(f"{what}: expected {wanted}, found {found}")

    same("records", counts["records"], expected["records"])
    same("left out", dict(sorted(counts["rejectedFor"].items())), dict(sorted(expected["rejected"].items())))
    with open(options.set / "rejected.csv", newline="", encoding="utf-8") as file:
        same("rows of rejected.csv", sum(1 for _ in csv.DictReader(file)), sum(expected["rejected"].values()))
    persons, contents, kept, wrong = {}, {}, 0, 0
    for part in ("train", "val", "test"):
        with open(options.set / f"{part}.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        print(part, len(rows))
        for row in rows:
            kept += 1
            path = row["source"].split("/", 1)[1] if row["source"].startswith("wiki/") else row["source"]
            if expected["labels"].get(path) != [int(row["age"]), int(row["gender"]), row["identity"]]:
                wrong += 1
            persons.setdefault(row["identity"], set()).add(part)
            digest = hashlib.sha256((options.set / row["filename"]).read_bytes()).hexdigest()
            contents.setdefault(digest, set()).add(part)
    same("kept", kept, expected["kept"])
    same("rows with other labels", wrong, 0)
    same("persons in two parts", sum(len(parts) > 1 for parts in persons.values()), 0)
    same("contents in two parts", sum(len(parts) > 1 for parts in contents.values()), 0)
    print("\n".join(faults) or "all as expected")
    return 1 if faults else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("mat", type=pathlib.Path)
    making.add_argument("folder", type=pathlib.Path)
    making.add_argument("--pictures", type=int, default=7000)
    checking = commands.add_parser("check")
    checking.add_argument("folder", type=pathlib.Path)
    checking.add_argument("set", type=pathlib.Path)
    options = parser.parse_args()
    sys.exit(make(options) if options.command == "make" else check(options))


if __name__ == "__main__":
    main()
