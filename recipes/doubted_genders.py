"""Names the faces whose labelled gender several models doubt, for 'prepare --exclude'.

    python3 recipes/doubted_genders.py 0.3 reports/a/predictions.csv reports/b/predictions.csv > doubted.csv

The reports are those of 'evaluate --subset train --report' on the same set. A face is named if every model gives its
label less than the first argument.
"""

import csv
import sys


def doubted(report, limit):
    with open(report, newline="", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["gender"]:
                male = float(row["male_probability"])
                labelled = male if row["gender"] == "1" else 1 - male
                if labelled < limit:
                    yield row["source"]


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    names = [set(doubted(report, float(sys.argv[1]))) for report in sys.argv[2:]]
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["source"])
    table.writerows([name] for name in sorted(set.intersection(*names)))
