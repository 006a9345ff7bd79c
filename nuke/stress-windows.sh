#!/usr/bin/env bash
# The stress harness as a Windows program: natively on Windows, through wine elsewhere. Sharing violations and files that wait
# for their deletion are real there. Usage: nuke/stress-windows.sh <report folder> [option of the harness]...
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
report=$1
shift

program=artifacts/stress-win-x64
start=()
case $(uname -s) in
    MINGW* | MSYS* | CYGWIN*) ;;
    *)
        command -v wine >/dev/null || { echo 'StressWindows needs wine here; Debian: apt-get install wine wine64.' >&2; exit 1; }
        start=(wine)
        ;;
esac

dotnet publish tests/PdfTract.Cache.Stress -c Release -r win-x64 --self-contained -o "$program"

if [ "${#start[@]}" -gt 0 ]; then
    # A prefix of its own, so that nobody's settings change. Without W^X off, the runtime dies in wine 8 when it frees the
    # code of a dynamic method ("Internal CLR error" in DestroyScout.Finalize). mscoree stays: wine loads assemblies with it.
    export WINEPREFIX="${WINEPREFIX:-$PWD/artifacts/wine}" WINEDEBUG=-all DOTNET_EnableWriteXorExecute=0
    mkdir -p "$(dirname "$WINEPREFIX")"
    wine reg add 'HKCU\Software\Wine' /v Version /d win10 /f
fi

# Every profile runs, even after a failure: each answers a question of its own.
status=0
for profile in acceptance contention corruption eviction; do
    ${start[@]+"${start[@]}"} "$program/PdfTract.Cache.Stress.exe" "$profile" --report "$report/windows-$profile" "$@" || status=$?
done
exit "$status"
