#!/usr/bin/env bash
# Starts the NUKE build of nuke/. Where its package cannot be restored, runs the same targets by their plain commands, below.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export NUKE_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

usage() {
    cat <<'END'
Usage: ./build.sh [target]... [--parameter value]...

Targets:
  Clean                 removes what was built
  Restore               restores the packages
  Compile               builds everything
  Test                  runs all tests; the default
  Pack                  packs both packages into artifacts/
  Samples               builds the sample: a dozen PDFs, listed by several projects
  CI                    Test, Samples, Stress
  Stress                every profile of the stress harness
  StressAcceptance      the eight acceptance criteria, with processes
  StressContention      processes against few keys, values from 1 byte to --max-length
  StressKill            workers killed at every numbered step of every protocol, then at random
  StressCorruption      a vandal damages entries while all run
  StressEviction        cleaners with a small budget against readers and writers
  StressDiskFull        a file system of a few MiB
  StressClock           workers whose clock is a day off
  StressHostile         another user swaps, links and plants below a shared root; needs root on Linux
  StressNodes           real builds: parallel, at once, in one process, with reused nodes
  StressWorkers         real builds with extraction workers that misbehave, and nodes that are killed
  StressVersions        two entry formats in one directory
  StressLarge           one output of --large-bytes, in flat memory
  StressSoak            all of it mixed, for --seconds
  StressWindows         four profiles as a Windows program; through wine where the system is another
  Benchmark             speed, side by side with what a user would take instead; a quarter of an hour

Parameters (paths are relative to the repository):
  --nodes N             build nodes at once, the N of -m:N; one a processor when not given
  --processes N         worker processes at once
  --iterations N        operations of each worker
  --keys N              how many cache keys the workers share
  --seed N              the seed of every random choice; a violation prints it
  --seconds N           how long the soak runs
  --max-length N        the largest value, in bytes
  --large-bytes N       the large profile's output, in bytes
  --large-noise N       how much of it no codec makes smaller, in percent
  --flood N             how many names the hostile profile's neighbour puts into one folder
  --directory FOLDER    where to make the caches: your own NFS or SMB share, for example
  --report FOLDER       the folder for the report, as JSON and as a page; artifacts/stress or artifacts/benchmarks when not given
END
}

targets=()
options=()
nodes=-m
report=artifacts/stress
benchmarks=artifacts/benchmarks

# The plain commands: one a target, as a person would type it.
plain() {
    case $1 in
        Clean) run dotnet clean ;;
        Restore) run dotnet restore ;;
        Compile) run dotnet build "$nodes" ;;
        Test) run dotnet test ;;
        Pack)
            run dotnet pack src/PdfTract.Cache.Build -c Release -o artifacts
            run dotnet pack src/PdfTract.Cache.Build.PdfPig -c Release -o artifacts
            ;;
        Samples) run dotnet build samples/Handbook "$nodes" ;;
        CI)
            plain Test
            plain Samples
            plain Stress
            ;;
        Stress) stress all ;;
        StressAcceptance) stress acceptance ;;
        StressContention) stress contention ;;
        StressKill) stress kill ;;
        StressCorruption) stress corruption ;;
        StressEviction) stress eviction ;;
        StressDiskFull) stress diskfull ;;
        StressClock) stress clock ;;
        StressHostile) stress hostile ;;
        StressNodes) stress nodes ;;
        StressWorkers) stress workers ;;
        StressVersions) stress versions ;;
        StressLarge) stress large ;;
        StressSoak) stress soak ;;
        StressWindows) run nuke/stress-windows.sh "$report" ${options[@]+"${options[@]}"} ;;
        Benchmark) run dotnet run -c Release --project tests/PdfTract.Cache.Benchmarks -- all --report "$benchmarks" ;;
        *) fail "There is no target '$1'." ;;
    esac
}

stress() {
    run dotnet run -c Release --project tests/PdfTract.Cache.Stress -- "$1" --report "$report" ${options[@]+"${options[@]}"}
}

run() {
    echo "> $*"
    "$@"
}

fail() {
    echo "$1 ./build.sh --help lists what there is." >&2
    exit 1
}

for word in "$@"; do
    case $word in
        -h | --help) usage; exit ;;
    esac
done

if dotnet restore nuke/_build.csproj --verbosity quiet >/dev/null 2>&1; then
    exec dotnet run --project nuke/_build.csproj -- "$@"
fi

echo 'Nuke.Common cannot be restored from the configured feeds: plain commands instead.'
while [ $# -gt 0 ]; do
    case $1 in
        --*) [ $# -gt 1 ] || fail "$1 needs a value." ;;
    esac
    case $1 in
        --nodes) nodes=-m:$2; shift ;;
        --report) report=$2; benchmarks=$2; shift ;;
        --processes | --iterations | --keys | --seed | --seconds | --max-length | --large-bytes | --large-noise | --flood | --directory) options+=("$1" "$2"); shift ;;
        -*) fail "There is no parameter '$1'." ;;
        *) usage | grep "^  $1 " >/dev/null || fail "There is no target '$1'."; targets+=("$1") ;;
    esac
    shift
done

for target in "${targets[@]:-Test}"; do
    plain "$target"
done
