#!/bin/sh
# Trains MobileFaceNet with one thing changed at a time and prints what each change is worth on the validation part.
# Started again, it keeps the runs that ended.
# Usage: benchmarks/ablation.sh ALIGNED_SET WHOLE_SET WEIGHTS OUTPUT [OTHER_SET...]
# Other sets, such as those of other margins, are trained on as the aligned one.
set -eu
if [ $# -lt 4 ]; then
  echo "usage: benchmarks/ablation.sh ALIGNED_SET WHOLE_SET WEIGHTS OUTPUT [OTHER_SET...]" >&2
  exit 2
fi
aligned=$(realpath "$1")
whole=$(realpath "$2")
weights=$(realpath "$3")
mkdir -p "$4"
output=$(realpath "$4")
shift 4
others=
for other in "$@"; do
  others="$others$(realpath "$other")
"
done
cd "$(dirname "$0")/.."

# NAME SET OPTIONS...: trains, unless it has
run() {
  name=$1
  set=$2
  shift 2
  if [ ! -e "$output/$name/model.onnx" ]; then
    ./agegender train --config recipes/utkface-ablation.yaml --data "$set" --output "$output/$name" \
      --overwrite "$@" >&2
  fi
}

# LABEL NAME SET OPTIONS...: a row of the table
row() {
  label=$1
  name=$2
  set=$3
  shift 3
  ./agegender evaluate --model "$output/$name" --data "$set" --subset val --format json "$@" |
    python3 -c '
import json, sys
figures = json.load(sys.stdin)
age, gender = figures["age"], figures["gender"]
print("| %s | %.2f | %.3f | %.3f |" % (sys.argv[1], age["mae"], age["cs5"], gender["accuracy"]))
' "$label"
}

run base "$aligned" --init "$weights"
run scratch "$aligned"
run cross-entropy "$aligned" --init "$weights" --age-loss cross-entropy
run mean-variance "$aligned" --init "$weights" --age-loss mean-variance
run ordinal "$aligned" --init "$weights" --age-loss ordinal
run regression "$aligned" --init "$weights" --age-loss regression
run whole "$whole" --init "$weights"
run no-average "$aligned" --init "$weights" --set average.decay=0
printf %s "$others" | while IFS= read -r other; do
  run "on-$(basename "$other")" "$other" --init "$weights"
done

echo "| what | age MAE | CS@5 | gender accuracy |"
echo "|---|---|---|---|"
row "base: pretrained, aligned, label distribution, moving average" base "$aligned"
row "from scratch" scratch "$aligned"
row "cross-entropy and expected value (DEX)" cross-entropy "$aligned"
row "mean-variance" mean-variance "$aligned"
row "ordinal (CORAL)" ordinal "$aligned"
row "regression" regression "$aligned"
row "pictures whole instead of aligned" whole "$whole"
row "without moving average" no-average "$aligned"
printf %s "$others" | while IFS= read -r other; do
  row "base on $(basename "$other")" "on-$(basename "$other")" "$other"
done
row "base, mirror image averaged" base "$aligned" --flip
