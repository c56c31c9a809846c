#!/usr/bin/env python3
"""Counts what each filter of `agegender prepare --source wiki|imdb` leaves out, computed apart from it.

usage: wiki_counts.py WIKI_MAT [--name wiki|imdb] [--min-face-score 1.0] [--candidates FILE.csv]

Reads the MAT-file by SciPy, dates by Python's own calendar. A row counts for the first filter that it
fails, in this order: face score, second face, age outside 0..100, gender unknown. Prints one line a
filter, then the candidates, their persons, the sum of their ages and how many are male.
--candidates writes their paths, ages, genders (0 female, 1 male) and persons.
Needs python3 with scipy.
"""
import argparse
import collections
import csv
import datetime
import math

import scipy.io

MATLAB_DAY_OF_ORDINAL_0 = 366


def age(dob, photo_taken):
    """Whole years in the middle of the photograph's year, or None where the numbers are no dates."""
    if not math.isfinite(dob) or not math.isfinite(photo_taken):
        return None
    ordinal = math.floor(dob) - MATLAB_DAY_OF_ORDINAL_0
    if not 1 <= ordinal <= datetime.date.max.toordinal():
        return None
    birth = datetime.date.fromordinal(ordinal)
    return int(photo_taken) - birth.year - (0 if birth.month < 7 else 1)


def sort(table, min_face_score):
    """Yields (reason or 'candidate', path, age, gender, person) a row."""
    columns = {name: table[name].ravel() for name in table.dtype.names}
    persons = columns.get("celeb_id")
    for row, path in enumerate(columns["full_path"]):
        path = str(path.ravel()[0])
        years = age(float(columns["dob"][row]), float(columns["photo_taken"][row]))
        gender = float(columns["gender"][row])
        if not float(columns["face_score"][row]) >= min_face_score:
            reason = "low-face-score"
        elif not math.isnan(float(columns["second_face_score"][row])):
            reason = "second-face"
        elif years is None or not 0 <= years <= 100:
            reason = "age-out-of-range"
        elif gender not in (0.0, 1.0):
            reason = "gender-unknown"
        else:
            reason = "candidate"
        person = path.split("/")[-1].split("_")[0] if persons is None else str(int(persons[row]))
        yield reason, path, years, gender, person


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mat")
    parser.add_argument("--name", default="wiki", choices=("wiki", "imdb"))
    parser.add_argument("--min-face-score", type=float, default=1.0)
    parser.add_argument("--candidates")
    options = parser.parse_args()
    table = scipy.io.loadmat(options.mat)[options.name][0, 0]
    rows = list(sort(table, options.min_face_score))
    counts = collections.Counter(row[0] for row in rows)
    candidates = [row for row in rows if row[0] == "candidate"]
    print("rows", len(rows))
    for reason in ("low-face-score", "second-face", "age-out-of-range", "gender-unknown", "candidate"):
        print(reason, counts[reason])
    print("paths-occurring-twice", len(rows) - len({row[1] for row in rows}))
    print("no-face", int((table["face_score"].ravel() == -math.inf).sum()))
    print("persons", len({row[4] for row in candidates}))
    print("sum-of-ages", sum(row[2] for row in candidates))
    print("male", sum(row[3] == 1 for row in candidates))
    if options.candidates:
        with open(options.candidates, "w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file)
            writer.writerow(("path", "age", "gender", "person"))
            writer.writerows((path, years, int(gender), person) for _, path, years, gender, person in candidates)


if __name__ == "__main__":
    main()
