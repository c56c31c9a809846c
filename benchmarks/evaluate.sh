#!/bin/sh
# Measures where the time of an evaluation goes: the network, the figures with their intervals, the report.
# Usage: benchmarks/evaluate.sh [MODEL.onnx SET REPORT]; without arguments, the figures of 4,000 drawn faces alone
set -eu
if [ $# -ne 0 ] && [ $# -ne 3 ]; then
  echo "usage: benchmarks/evaluate.sh [MODEL.onnx SET REPORT]" >&2
  exit 2
fi
if [ $# -eq 3 ]; then
  set -- "$(realpath "$1")" "$(realpath "$2")" "$(realpath "$3")"
fi
cd "$(dirname "$0")/.."
class_path=$(mktemp)
trap 'rm -f "$class_path"' EXIT
mvn -B -q -pl evaluation -am test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$class_path" >&2
java -cp "evaluation/target/test-classes:evaluation/target/classes:$(cat "$class_path")" \
  org.agegender.evaluation.EvaluationBenchmark "$@"
