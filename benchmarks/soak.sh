#!/bin/sh
# Good and bad requests at the same time: nothing may be lost or wrong, and memory, open files and
# threads of the service must stay as they are. Exit code 1 if an answer was wrong.
# Usage: benchmarks/soak.sh FOLDER_OF_JPEGS MODEL.onnx YUNET.onnx [MINUTES [OPTION_OF_SERVE...]]
set -eu
if [ $# -lt 3 ] || [ ! -d "$1" ] || [ ! -f "$2" ] || [ ! -f "$3" ]; then
  echo "usage: benchmarks/soak.sh FOLDER_OF_JPEGS MODEL.onnx YUNET.onnx [MINUTES [OPTION_OF_SERVE...]]" >&2
  exit 2
fi
folder=$(cd "$1" && pwd)
model=$(realpath "$2")
yunet=$(realpath "$3")
minutes=${4:-30}
if [ $# -gt 4 ]; then shift 4; else shift $#; fi
cd "$(dirname "$0")/.."
. benchmarks/service.sh

find "$folder" -name '*.jpg' | sort | head -n 200 >"$work/list"
serve "$@"
java -Xmx512m -cp "$LOAD_CLASS_PATH" org.agegender.server.load.Soak \
  "$address" "$work/list" "$(echo "$minutes" | awk '{ printf "%.0f", 60 * $1 }')" "$server"
stop
