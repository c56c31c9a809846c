#!/bin/sh
# Measures the face detectors on pictures of one face each, and on drawn pictures without any.
# Usage: benchmarks/detect.sh FOLDER_OF_JPEGS YUNET_ONNX [PICTURES [SEEN_BY_CASCADES]]
set -eu
if [ $# -lt 2 ] || [ ! -d "$1" ] || [ ! -f "$2" ]; then
  echo "usage: benchmarks/detect.sh FOLDER_OF_JPEGS YUNET_ONNX [PICTURES [SEEN_BY_CASCADES]]" >&2
  exit 2
fi
folder=$(cd "$1" && pwd)
model=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
cd "$(dirname "$0")/.."
class_path=$(mktemp)
trap 'rm -f "$class_path"' EXIT
mvn -B -q -pl vision -am test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$class_path" >&2
java -Djava.awt.headless=true -cp "vision/target/test-classes:vision/target/classes:$(cat "$class_path")" \
  org.agegender.vision.detect.DetectionFigures "$folder" "$model" "${3:-400}" "${4:-${3:-400}}"
