#!/usr/bin/env bash
# Compares `agegender prepare` with the yardstick on the same pictures, in turn, several rounds.
# usage: benchmarks/prepare.sh FOLDER [ROUNDS] [WORKERS] [SOURCE]
#   FOLDER   pictures and labels as SOURCE has them
#   ROUNDS   default 3
#   WORKERS  of prepare, default the number of processors
#   SOURCE   default utkface; wiki and imdb take FOLDER/wiki.mat and FOLDER/imdb.mat
# PYTHON names the python3 that has OpenCV (default: python3). Both times are those of the whole command,
# Java's start and the split included; the folder is read once beforehand, so that both find it in memory.
set -euo pipefail
if [ $# -lt 1 ] || [ ! -d "$1" ]; then
    sed -n '2,/^set/p' "$0" | sed '$d; s/^# \{0,1\}//' >&2
    exit 2
fi
folder=$(cd "$1" && pwd)
rounds=${2:-3}
workers=${3:-$(nproc)}
source=${4:-utkface}
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
"$python" -c 'import cv2' 2>/dev/null || {
    echo "$python has no OpenCV: apt install python3-opencv, or pip install opencv-python-headless" >&2
    exit 2
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints the seconds on the clock and those of the processors that a command took.
seconds() {
    local TIMEFORMAT='%R %U %S'
    { time "$@" >"$work/log" 2>&1 || [ $? -eq 1 ] || { cat "$work/log" >&2; exit 2; }; } 2>&1 |
        awk '{ printf "%.2f %.2f", $1, $2 + $3 }'
}

./agegender --version >&2
pictures=$(find "$folder" -name '*.jpg' | wc -l)
find "$folder" -name '*.jpg' -print0 | xargs -0 cat >/dev/null
echo "$pictures pictures, $workers workers, load $(cut -d ' ' -f 1 /proc/loadavg)"
for round in $(seq "$rounds"); do
    rm -rf "$work/yardstick" "$work/prepare"
    read -r theirs their_cpu <<<"$(seconds "$python" benchmarks/yardstick.py "$folder" "$work/yardstick")"
    read -r ours our_cpu <<<"$(seconds ./agegender prepare --source "$source" --input "$folder" \
        --output "$work/prepare" --workers "$workers")"
    awk -v n="$pictures" -v t="$theirs" -v o="$ours" -v tc="$their_cpu" -v oc="$our_cpu" -v r="$round" 'BEGIN {
        printf "round %d: yardstick %.0f/s (%.0f a processor second), ", r, n / t, n / tc
        printf "prepare %.0f/s (%.0f a processor second), ratio %.2f\n", n / o, n / oc, t / o
    }' | tee -a "$work/rounds"
done
awk '{ print $NF }' "$work/rounds" | sort -n | awk '{ ratio[NR] = $1 } END {
    printf "median ratio %.2f\n", NR % 2 ? ratio[(NR + 1) / 2] : (ratio[NR / 2] + ratio[NR / 2 + 1]) / 2
}'
