#!/bin/sh
# Measures prediction: the bare engine, the model's own interface, and picture files.
# Usage: benchmarks/predict.sh FOLDER_OF_JPEGS_OF_ONE_SIZE [PICTURES [NETWORK [IMAGE_SIZE [THREADS]]]]
set -eu
if [ $# -lt 1 ] || [ ! -d "$1" ]; then
  echo "usage: benchmarks/predict.sh FOLDER_OF_JPEGS [PICTURES [NETWORK [IMAGE_SIZE [THREADS]]]]" >&2
  exit 2
fi
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
class_path=$(mktemp)
trap 'rm -f "$class_path"' EXIT
mvn -B -q -pl inference -am test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$class_path" >&2
java -cp "inference/target/test-classes:inference/target/classes:$(cat "$class_path")" \
  org.agegender.inference.PredictBenchmark \
  "$folder" "${2:-1000}" "${3:-resnet18}" "${4:-96}" "${5:-2}"
