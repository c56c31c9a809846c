#!/bin/sh
# Measures one photograph from file to prediction, in one thread, beside bare calls of both networks.
# Usage: benchmarks/photo.sh FOLDER_OF_JPEGS MODEL.onnx YUNET.onnx [PICTURES [SHEET]]
# SHEET is the side of what YuNet sees of a picture of that size: 320 for pictures of 214 to 320 pixels.
set -eu
if [ $# -lt 3 ] || [ ! -d "$1" ]; then
  echo "usage: benchmarks/photo.sh FOLDER_OF_JPEGS MODEL.onnx YUNET.onnx [PICTURES [SHEET]]" >&2
  exit 2
fi
folder=$(cd "$1" && pwd)
model=$(realpath "$2")
detector=$(realpath "$3")
cd "$(dirname "$0")/.."
class_path=$(mktemp)
trap 'rm -f "$class_path"' EXIT
mvn -B -q -pl inference -am test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$class_path" >&2
java -cp "inference/target/test-classes:inference/target/classes:$(cat "$class_path")" \
  org.agegender.inference.PhotoBenchmark \
  "$folder" "${4:-200}" "$model" "$detector" "${5:-320}"
