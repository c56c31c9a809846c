#!/usr/bin/env bash
# Writes an imdb.mat of the published size (460,723 rows, made-up content) and reads it.
# usage: benchmarks/imdb-mat.sh [HEAP]   HEAP: Java's limit for reading, default 1g
set -euo pipefail
cd "$(dirname "$0")/.."
heap=${1:-1g}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -B -q -pl dataset -am test-compile dependency:build-classpath \
    -Dmdep.includeScope=test -Dmdep.outputFile="$work/classpath" >&2
classes="dataset/target/test-classes:dataset/target/classes:$(cat "$work/classpath")"
main=org.agegender.dataset.source.ImdbMatBenchmark
java -Xmx4g -cp "$classes" $main write "$work/imdb.mat"
for round in 1 2 3; do
    java "-Xmx$heap" -cp "$classes" $main read "$work/imdb.mat"
done
