#!/usr/bin/env bash
# Runs the JMH benchmarks whose class names contain a text, prints their figures as a Markdown table and leaves the raw ones in
# benchmarks/results/<class>-jdk<version>.json.
#
# Run:   benchmarks/jmh.sh BlockingChecks [java-home] [options of JMH ...]
# Build: mvn -q -DskipTests -pl benchmarks -am package
set -euo pipefail
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jar=$here/target/benchmarks.jar

fail() {
  echo "jmh.sh: $1" >&2
  exit 1
}

[[ $# -ge 1 ]] || fail "no benchmark (expected: a part of a class name, such as BlockingChecks)"
[[ -f $jar ]] || fail "no benchmarks/target/benchmarks.jar; build it with: mvn -q -DskipTests -pl benchmarks -am package"
name=$1
shift
home=${JAVA_HOME:-}
if [[ $# -ge 1 && $1 != -* ]]; then
  home=$1
  shift
fi
java=${home:+$home/bin/}java
command -v "$java" > /dev/null || fail "java-home: $home (expected: a directory with bin/java)"

version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.version = //p')
file=$(sed -E 's/([a-z])([A-Z])/\1-\2/g' <<< "${name%Benchmark}" | tr '[:upper:]' '[:lower:]')
result=$here/results/$file-jdk${version%%[.+-]*}.json
mkdir -p "$here/results"

"$java" -jar "$jar" "$name" -rf json -rff "$result" "$@"
sed -i -e '/^ *"jvm" :/d' -e '/^ *"jvmArgs" :/,/\]/d' "$result" # paths of this machine

echo
echo "JDK $version"
echo
echo "| benchmark | mean | ± (99.9 %) | median | fastest | slowest | |"
echo "| --- | ---: | ---: | ---: | ---: | ---: | --- |"
awk -F ' : ' '
  function value(text) { gsub(/[",]/, "", text); return text }
  function shown(text) { return text == "NaN" ? "" : sprintf(text + 0 >= 100 ? "%.0f" : "%.3g", text) }
  function row() {
    printf "| %s%s | %s | %s | %s | %s | %s | %s |\n", name, params, score, error, median, least, most, unit
  }
  /^ *"benchmark" :/ { name = value($2); sub(/.*benchmarks\./, "", name); params = ""; primary = 0 }
  /^ *"params" :/ { inside = 1; next }
  inside && /}/ { inside = 0 }
  inside { gsub(/[ "]/, "", $1); params = params " " $1 "=" value($2) }
  /^ *"primaryMetric" :/ { primary = 1 }
  primary && /"score" :/ { score = shown(value($2)) }
  primary && /"scoreError" :/ { error = shown(value($2)) }
  primary && /"0.0" :/ { least = shown(value($2)) }
  primary && /"50.0" :/ { median = shown(value($2)) }
  primary && /"100.0" :/ { most = shown(value($2)) }
  primary && /"scoreUnit" :/ { unit = value($2); row(); primary = 0 }
' "$result"
