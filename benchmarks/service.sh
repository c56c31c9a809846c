# For load.sh and soak.sh: builds, starts the service and stops it. Needs model and yunet.

work=$(mktemp -d)
server=
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

if [ -z "${LOAD_CLASS_PATH:-}" ]; then
  mvn -B -q -pl cli -am -Dspotless.check.skip=true test-compile dependency:build-classpath \
    -Dmdep.includeScope=runtime -Dmdep.outputFile="$work/class-path" >&2
  LOAD_CLASS_PATH=server/target/test-classes:cli/target/classes:$(cat "$work/class-path")
fi
export OPENCV_LOG_LEVEL="${OPENCV_LOG_LEVEL:-SILENT}"

# Starts the service at a free port with these options; sets server and address.
serve() {
  # shellcheck disable=SC2086 # several options in one variable
  java -Xmx1g ${AGEGENDER_JAVA_OPTS:-} -cp "$LOAD_CLASS_PATH" org.agegender.cli.Main serve --port 0 \
    --model "$model" --detector "$yunet" "$@" 2>"$work/log" &
  server=$!
  address=
  for _ in $(seq 120); do
    address=$(sed -n 's/^agegender: listening at //p' "$work/log")
    [ -z "$address" ] || return 0
    kill -0 "$server" 2>/dev/null || break
    sleep 0.5
  done
  cat "$work/log" >&2
  exit 1
}

stop() {
  kill "$server"
  if wait "$server"; then
    echo "the service ended with exit code 0"
  else
    echo "the service ended with exit code $?"
  fi
  server=
}
