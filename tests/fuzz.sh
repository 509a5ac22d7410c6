#!/usr/bin/env bash
# Gives every parser many more inputs than a usual run of the tests does.
#   FUZZ_FACTOR=50 FUZZ_SEED=4711 tests/fuzz.sh
# The seed chooses the inputs; a failure names it, the round and the input. Build first (dotnet build -c Release).
set -uo pipefail
cd "$(dirname "$0")"
export FUZZ_SEED="${FUZZ_SEED:-$(date +%s)}" FUZZ_FACTOR="${FUZZ_FACTOR:-10}"
echo "FUZZ_SEED=$FUZZ_SEED FUZZ_FACTOR=$FUZZ_FACTOR"
status=0
for project in $(grep -l 'Fuzzing/\*\.cs' ./*/*.csproj); do
  dotnet test "$(dirname "$project")" --configuration Release --no-build --filter 'FullyQualifiedName~FuzzTests' || status=1
done
exit $status
