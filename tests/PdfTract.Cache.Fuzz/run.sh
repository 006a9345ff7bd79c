#!/usr/bin/env bash
# Fuzzes the entry reader for a while: run.sh SECONDS [FOLDER]. Needs afl-fuzz (Debian: apt-get install afl++).
# The findings stay in FOLDER (artifacts/fuzz when not given); exits 1 when an input crashed or hung the reader.
set -euo pipefail
seconds=${1:?Usage: run.sh SECONDS [FOLDER]}
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
findings=$(realpath -m "${2:-$here/../../artifacts/fuzz}")
export DOTNET_NOLOGO=1
command -v afl-fuzz >/dev/null || { echo 'afl-fuzz is missing: apt-get install afl++' >&2; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# A copy of its own: what is instrumented is never what ships.
cd "$here"
dotnet tool restore
dotnet publish -c Release -o "$work/program"
for library in PdfTract.Cache ZstdSharp; do
    dotnet tool run sharpfuzz "$work/program/$library.dll"
done

# The seeds, and every input that ever crashed it.
mkdir "$work/seeds"
cp "$here"/corpus/* "$work/seeds"
find "$here/regressions" -type f -exec cp {} "$work/seeds" \; 2>/dev/null || true

# .NET reserves much more address space than it uses, so -m is off and the heap itself is limited: an input that wants more is a crash.
export DOTNET_GCHeapHardLimit=0x10000000 DOTNET_TieredPGO=0
export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1 AFL_NO_UI=1
rm -rf "$findings"
mkdir -p "$findings"
if ! afl-fuzz -V "$seconds" -m none -t 10000 -i "$work/seeds" -o "$findings" dotnet "$work/program/PdfTract.Cache.Fuzz.dll" >"$findings/log" 2>&1; then
    tail -n 40 "$findings/log"
    exit 2
fi

figure() { sed -n "s/^$1 *: *//p" "$findings/default/fuzzer_stats"; }
echo "$(figure execs_done) executions, $(figure execs_per_sec) a second; $(figure corpus_count) paths, $(figure bitmap_cvg) of the map;" \
    "$(figure saved_crashes) crashes, $(figure saved_hangs) hangs"
if [ "$(figure saved_crashes)" != 0 ] || [ "$(figure saved_hangs)" != 0 ]; then
    find "$findings/default/crashes" "$findings/default/hangs" -name 'id:*'
    exit 1
fi
