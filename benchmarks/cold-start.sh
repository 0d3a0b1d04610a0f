#!/usr/bin/env bash
# Question: what does the first verdict over ten trivial checks add to the wall time of an empty JVM, and what do a bare
# Dropwizard registry, a resilience4j circuit breaker and Jackson add?
#
# Run:   benchmarks/cold-start.sh [java-home] [rounds]
# Build: mvn -q -DskipTests -pl benchmarks -am package
#
# The programs run alternating, each in a JVM of its own with nothing but default flags, on the same class path; the wall time
# is that of the whole process, seen from outside. Prints a Markdown table; the raw figures go to
# benchmarks/results/cold-start-jdk<version>.json.
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=$here/target/benchmarks.jar
java=${1:-${JAVA_HOME:-}}
java=${java:+$java/bin/}java
rounds=${2:-15}
package=dev.postflight.benchmarks
programs=(EmptyMain PostflightColdStart PostflightLambdaColdStart DropwizardColdStart ResilienceColdStart JacksonColdStart)

fail() {
  echo "cold-start.sh: $1" >&2
  exit 1
}

[[ $rounds =~ ^[1-9][0-9]*$ ]] || fail "rounds: $rounds (expected: a positive number)"
[[ -f $jar ]] || fail "no benchmarks/target/benchmarks.jar; build it with: mvn -q -DskipTests -pl benchmarks -am package"
command -v "$java" > /dev/null || fail "java-home: $1 (expected: a directory with bin/java)"

version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.version = //p')
runtime=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.vm\.version = //p')
cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2> /dev/null | head -n 1)
cores=$(getconf _NPROCESSORS_ONLN)
result=$here/results/cold-start-jdk${version%%[.+-]*}.json

load() {
  cut -d ' ' -f 1 /proc/loadavg 2> /dev/null || echo null
}

now() { # microseconds
  if [[ -n ${EPOCHREALTIME:-} ]]; then
    echo "${EPOCHREALTIME/./}"
  else
    echo $(($(date +%s%N) / 1000))
  fi
}

declare -A micros
once() { # program; leaves the wall time in $took
  local start end
  start=$(now)
  "$java" -cp "$jar" "$package.$1" || fail "$1 ended with $?"
  end=$(now)
  took=$((end - start))
}

load_before=$(load)
for program in "${programs[@]}"; do # not counted: fills the file cache
  once "$program"
  micros[$program]=""
done
for ((round = 0; round < rounds; round++)); do
  for program in "${programs[@]}"; do
    once "$program"
    micros[$program]+="$took "
  done
done
load_after=$(load)

sorted() { # program
  tr ' ' '\n' <<< "${micros[$1]}" | sed '/^$/d' | sort -n
}

median() { # program, in microseconds
  sorted "$1" | awk '{ a[NR] = $1 } END { printf "%d", NR % 2 ? a[(NR + 1) / 2] : (a[NR / 2] + a[NR / 2 + 1]) / 2 }'
}

millis() { # microseconds
  awk -v us="$1" 'BEGIN { printf "%.1f", us / 1000 }'
}

classes() { # program
  "$java" -Xlog:class+load -cp "$jar" "$package.$1" | grep -c ' source: '
}

empty=$(median EmptyMain)
mkdir -p "$here/results"
exec 3> "$result"
printf '{\n  "jdk": "%s",\n  "vm": "%s",\n  "cpu": "%s",\n  "cores": %s,\n  "rounds": %s,\n' \
  "$version" "$runtime" "$cpu" "$cores" "$rounds" >&3
printf '  "loadBefore": %s,\n  "loadAfter": %s,\n  "programs": {' "$load_before" "$load_after" >&3

echo "JDK $version, $cpu, $cores cores, $rounds rounds, load $load_before before and $load_after after"
echo
echo "| program | median ms | over the empty main | fastest - slowest | classes loaded |"
echo "| --- | ---: | ---: | ---: | ---: |"
separator=""
for program in "${programs[@]}"; do
  middle=$(median "$program")
  count=$(classes "$program")
  fastest=$(sorted "$program" | head -n 1)
  slowest=$(sorted "$program" | tail -n 1)
  echo "| $program | $(millis "$middle") | +$(millis $((middle - empty))) | $(millis "$fastest") - $(millis "$slowest") | $count |"
  raw=$(for us in ${micros[$program]}; do millis "$us"; echo; done | paste -sd , - | sed 's/,/, /g')
  printf '%s\n    "%s": {"medianMs": %s, "overEmptyMs": %s, "classes": %s, "rawMs": [%s]}' \
    "$separator" "$program" "$(millis "$middle")" "$(millis $((middle - empty)))" "$count" "$raw" >&3
  separator=","
done
printf '\n  }\n}\n' >&3
