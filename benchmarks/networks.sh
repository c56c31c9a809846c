#!/bin/sh
# Measures every network on random pixels: images a second forward and for a training step, in 32-bit
# floats and bfloat16, beside the rate of matrix products.
# Usage: benchmarks/networks.sh [SECONDS [THREADS [NETWORK:SIZE:BATCH...]]]
set -eu
seconds=${1:-6}
threads=${2:-$(nproc)}
if [ $# -gt 2 ]; then
  shift 2
else
  set -- tutorial:64:64 tutorial:224:32 mobilefacenet:112:48 resnet18:96:64 resnet18:224:32 resnet34:224:32 \
    resnet50:224:32 mobilenetv3-large:224:32 efficientnet-b0:224:32 vgg16:224:16 vgg16-bn:224:16
fi
cd "$(dirname "$0")/.."
class_path=$(mktemp)
trap 'rm -f "$class_path"' EXIT
mvn -B -q -pl training -am test-compile dependency:build-classpath \
  -Dmdep.includeScope=test -Dmdep.outputFile="$class_path" >&2
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX-1}" MALLOC_MMAP_MAX_="${MALLOC_MMAP_MAX_-0}"
export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_-100000000000}"
export OPENBLAS_NUM_THREADS="${OPENBLAS_NUM_THREADS-1}" OMP_WAIT_POLICY="${OMP_WAIT_POLICY-passive}"
java -Dorg.bytedeco.javacpp.maxPhysicalBytes=0 \
  -cp "training/target/test-classes:training/target/classes:$(cat "$class_path")" \
  org.agegender.training.torch.NetworkBenchmark "$threads" "$seconds" "$@"
