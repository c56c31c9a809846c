#!/bin/sh
# Measures the service on this machine: at saturation, beside what the same pictures take in process
# without it, then at half of that load. Every figure is printed with the processor time for each
# picture, which other work on the machine disturbs less than rates.
# Usage: benchmarks/load.sh FOLDER_OF_JPEGS MODEL.onnx YUNET.onnx [SECONDS [CONNECTIONS [OPTION_OF_SERVE...]]]
set -eu
if [ $# -lt 3 ] || [ ! -d "$1" ] || [ ! -f "$2" ] || [ ! -f "$3" ]; then
  echo "usage: benchmarks/load.sh FOLDER_OF_JPEGS MODEL.onnx YUNET.onnx [SECONDS [CONNECTIONS [OPTION_OF_SERVE...]]]" >&2
  exit 2
fi
command -v wrk >/dev/null || { echo "load.sh: wrk is required: apt install wrk" >&2; exit 2; }
folder=$(cd "$1" && pwd)
model=$(realpath "$2")
yunet=$(realpath "$3")
seconds=${4:-20}
connections=${5:-16}
if [ $# -gt 5 ]; then shift 5; else shift $#; fi
cd "$(dirname "$0")/.."
. benchmarks/service.sh

find "$folder" -name '*.jpg' | sort | head -n 500 >"$work/list"

ticks() { awk '{ print $14 + $15 }' "/proc/$server/stat"; }
resident() { awk '/^VmRSS:/ { printf "%d", $2 / 1024 }' "/proc/$server/status"; }
bare() {
  java -cp "$LOAD_CLASS_PATH" org.agegender.server.load.BarePipeline \
    "$work/list" "$model" "$yunet" "$seconds" "$(nproc)" | tail -n 1
}

# wrk with this delay; sets rate, and says processor time for each request and memory.
load() {
  before=$(ticks)
  LOAD_LIST=$work/list LOAD_DELAY_MS=$1 wrk -t 1 -c "$connections" -d "$2" --timeout 35s \
    -s benchmarks/load.lua "$address" >"$work/out"
  line=$(grep '^load:' "$work/out")
  rate=$(echo "$line" | sed 's/load: \([0-9.]*\) .*/\1/')
  count=$(echo "$line" | sed 's/.* \([0-9]*\) requests,.*/\1/')
  echo "$line, $(echo "$(ticks) $before $count" | awk '{ printf "%.2f", ($1 - $2) * 10 / $3 }') ms of processor time each, $(resident) MiB resident"
}

bare
serve "$@"
load 0 "$((seconds / 3 + 1))" >/dev/null
echo "saturation, $connections connections:"
load 0 "$seconds"
full=$rate
bare
echo "half of it:"
load "$(echo "$connections $full" | awk '{ printf "%.0f", $1 / ($2 / 2) * 1000 }')" "$seconds"
stop
