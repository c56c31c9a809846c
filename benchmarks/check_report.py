#!/usr/bin/env python3
"""Computes the figures of a report anew from its predictions.csv, with NumPy and SciPy, and says how far they are off.

usage: check_report.py REPORT    (a folder that 'agegender evaluate --report' wrote; ages labelled to the year)
"""
import csv
import json
import pathlib
import sys

import numpy as np
from scipy import stats

folder = pathlib.Path(sys.argv[1])
report = json.loads((folder / "report.json").read_text())
with open(folder / "predictions.csv", newline="") as file:
    rows = [row for row in csv.DictReader(file)]


def column(name):
    return np.array([float(row[name]) if row[name] else np.nan for row in rows])


age, gender, years = column("age"), column("gender"), column("predicted_years")
male, likely = column("male_probability"), column("most_likely_age")


def auc(chosen):
    """From SciPy's Mann-Whitney U, which counts ties half."""
    men, women = male[chosen & (gender == 1)], male[chosen & (gender == 0)]
    return stats.mannwhitneyu(men, women).statistic / len(men) / len(women)


def figures(chosen):
    error = (years - age)[chosen]
    right = ((male > 0.5) == (gender == 1))[chosen]
    women, men = right[gender[chosen] == 0], right[gender[chosen] == 1]
    found = {
        "age_mae": np.abs(error).mean(),
        "age_rmse": np.sqrt((error**2).mean()),
        "age_median_error": np.median(np.abs(error)),
        "age_bias": error.mean(),
        "age_exact": (likely == age)[chosen].mean(),
        "gender_accuracy": right.mean(),
    }
    found.update({f"age_cs{k}": (np.abs(error) <= k).mean() for k in range(11)})
    if len(women):
        found["female_recall"] = women.mean()
    if len(men):
        found["male_recall"] = men.mean()
    if len(women) and len(men):
        found["gender_balanced_accuracy"] = (women.mean() + men.mean()) / 2
        found["gender_auc"] = auc(chosen)
    return found


def group_of(row, by):
    decade = str(int(row["age"]) // 10 * 10)
    label = {"0": "female", "1": "male"}[row["gender"]]
    return {
        "by_decade": decade,
        "by_age": row["age"],
        "by_gender": label,
        "by_group": row["group"],
        "by_gender_and_decade": f"{label} {decade}",
    }[by]


worst, compared, groups = (0, ""), 0, 0
everyone = [("all", report["overall"], np.ones(len(rows), bool))]
for by, found in report["breakdowns"].items():
    for group in found:
        chosen = np.array([group_of(row, by) == group["key"] for row in rows])
        everyone.append((f"{by} {group['key']}", group, chosen))
for name, group, chosen in everyone:
    groups += 1
    assert group["images"] == chosen.sum(), name
    own = figures(chosen)
    if "by_age" not in name:
        assert set(own) == set(group["figures"]), (name, set(own) ^ set(group["figures"]))
    for key, estimate in group["figures"].items():
        compared += 1
        worst = max(worst, (abs(own[key] - estimate["value"]), f"{key} of {name}"))
print(f"{compared} figures of {groups} groups, {len(rows)} faces: greatest difference {worst[0]:.3g} ({worst[1]})")

# Intervals by an own bootstrap with other draws: they agree up to chance.
random = np.random.default_rng(1)
units = np.array([row["identity"] or f"\0{i}" for i, row in enumerate(rows)])
names, unit = np.unique(units, return_inverse=True)
draws = [np.bincount(random.integers(0, len(names), len(names)), minlength=len(names))[unit] for _ in range(4000)]
error = years - age
right = ((male > 0.5) == (gender == 1)).astype(float)
for key, score in {"age_mae": np.abs(error), "age_bias": error, "gender_accuracy": right}.items():
    low, high = np.percentile([np.average(score, weights=w) for w in draws], [2.5, 97.5])
    theirs = report["overall"]["figures"][key]
    print(f"{key}: interval {theirs['low']:.4f}..{theirs['high']:.4f}, with other draws {low:.4f}..{high:.4f}")
