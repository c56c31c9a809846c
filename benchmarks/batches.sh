#!/bin/sh
# Measures augmentation and the batch loader alone, with one worker.
# Usage: benchmarks/batches.sh FOLDER_OF_JPEGS [PICTURES]
set -eu
if [ $# -lt 1 ] || [ ! -d "$1" ]; then
  echo "usage: benchmarks/batches.sh FOLDER_OF_JPEGS [PICTURES]" >&2
  exit 2
fi
folder=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
class_path=$(mktemp)
trap 'rm -f "$class_path"' EXIT
mvn -B -q -pl dataset -am test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$class_path" >&2
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000
classes=dataset/target/test-classes:dataset/target/classes:$(cat "$class_path")
java -cp "$classes" org.agegender.dataset.batch.AugmentationBenchmark
java -XX:MaxDirectMemorySize=8g -cp "$classes" \
  org.agegender.dataset.batch.BatchLoaderBenchmark "$folder" "${2:-4000}" 64 96 112
