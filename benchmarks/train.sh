#!/bin/sh
# Measures what training costs beside the engine's steps: the rate of `agegender train`, from its second epoch on,
# against the bare step (same network, batch and precision, random pixels that lie ready), in turn, several rounds.
# Usage: benchmarks/train.sh PREPARED_SET [NETWORK [IMAGE_SIZE [BATCH_SIZE [PRECISION [ROUNDS]]]]]
set -eu
if [ $# -lt 1 ] || [ ! -f "$1/train.csv" ]; then
  echo "usage: benchmarks/train.sh PREPARED_SET [NETWORK [IMAGE_SIZE [BATCH_SIZE [PRECISION [ROUNDS]]]]]" >&2
  exit 2
fi
set_folder=$(cd "$1" && pwd)
network=${2:-resnet18}
size=${3:-96}
batch=${4:-64}
precision=${5:-bf16}
rounds=${6:-3}
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -B -q -pl training -am test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$work/classpath" >&2
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX-1}" MALLOC_MMAP_MAX_="${MALLOC_MMAP_MAX_-0}"
export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_-100000000000}"
export OPENBLAS_NUM_THREADS="${OPENBLAS_NUM_THREADS-1}" OMP_WAIT_POLICY="${OMP_WAIT_POLICY-passive}"
round=1
while [ "$round" -le "$rounds" ]; do
  bare=$(java -cp "training/target/test-classes:training/target/classes:$(cat "$work/classpath")" \
    org.agegender.training.torch.StepBenchmark "$network" "$size" "$batch" "$precision" "$(nproc)" 5 0 0 |
    sed -n 's/^median \([0-9.]*\).*/\1/p')
  ./agegender train --data "$set_folder" --output "$work/run" --overwrite --network "$network" \
    --image-size "$size" --batch-size "$batch" --precision "$precision" --epochs 3 >/dev/null 2>"$work/log" ||
    { cat "$work/log" >&2; exit 1; }
  awk -F, -v bare="$bare" -v round="$round" '
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    NR > 2 { rate += $column["images_per_second"]; wait += $column["data_wait_seconds"]; n++ }
    END { printf "round %d: bare step %.1f images/s, trainer %.1f images/s, ratio %.3f, waited %.3f s an epoch\n",
          round, bare, rate / n, rate / n / bare, wait / n }' "$work/run/metrics.csv"
  round=$((round + 1))
done
