#!/usr/bin/env bash
# Runs the fault harness against the packaged jars. FAULTS.md says what the rows and options are.
#   mvn -DskipTests -pl integration-tests -am package
#   bash integration-tests/faults.sh [ROW...] [--rounds N] [--stock] [--json FILE] [--portable] ...
# Needs a JDK 17. As root on Linux with iproute2, servers and workers run in network namespaces of their own; else on
# loopback. libfaketime is needed for the row "clock". Exit code 0: every row holds; 1: one does not; 2: wrong usage.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
classpath=$here/target/faults-classpath.txt
java=java
[ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java

jar=$(for jar in "$here"/target/zk-integration-tests-*-tests.jar; do [ ! -f "$jar" ] || echo "$jar"; done | head -n 1)
if [ -z "$jar" ] || [ ! -f "$classpath" ]; then
  echo "Nothing is packaged: run mvn -DskipTests -pl integration-tests -am package" >&2
  exit 2
fi

arguments=()
portable=
home=$here/target/faults
while [ $# -gt 0 ]; do
  case $1 in
    --portable) portable=1 ;;
    *) arguments+=("$1") ;;
  esac
  shift
done

# Namespaces are named zkf-<process id of this script>-<what>. Those of a run that has died are removed, with the
# processes inside them: only the run that made a namespace starts any there.
is_running() { [ -r "/proc/$1/cmdline" ] && tr '\0' ' ' < "/proc/$1/cmdline" | grep -q faults.sh; }
remove() {
  local pid
  for pid in $(ip netns pids "$1"); do kill -9 "$pid" || true; done
  ip netns del "$1"
}
remove_mine_and_dead() {
  local name owner
  for name in /run/netns/zkf-*-*; do
    [ -e "$name" ] || continue
    name=${name##*/}
    owner=${name#zkf-}
    owner=${owner%%-*}
    if [ "$owner" = $$ ] || ! is_running "$owner"; then remove "$name"; fi
  done
}

run=("$java")
prefix=()
if [ -n "$portable" ]; then
  echo "Asked to be portable: loopback, without network namespaces"
elif [ "$(uname)" != Linux ] || [ "$(id -u)" != 0 ]; then
  echo "Not root on Linux: loopback, without network namespaces"
elif ! command -v ip > /dev/null; then
  echo "iproute2 is not installed: loopback, without network namespaces"
else
  remove_mine_and_dead
  if ip netns add "zkf-$$-hub"; then
    trap remove_mine_and_dead EXIT
    ip -n "zkf-$$-hub" link set lo up
    run=(ip netns exec "zkf-$$-hub" "$java")
    prefix=(--prefix "zkf-$$")
  else
    echo "Network namespaces cannot be made here: loopback instead"
  fi
fi

"${run[@]}" -Xmx1g -Djava.net.preferIPv4Stack=true -Dorg.slf4j.simpleLogger.defaultLogLevel=error \
  -cp "$jar:$(cat "$classpath")" io.zkwire.tests.faults.Faults --home "$home" ${prefix[@]+"${prefix[@]}"} \
  ${arguments[@]+"${arguments[@]}"} < /dev/null &
driver=$!
trap 'kill "$driver" 2> /dev/null || true' INT TERM
status=0
wait "$driver" || status=$?
# A signal ends the wait before the driver: let it end its processes.
wait "$driver" 2> /dev/null || true
exit "$status"
