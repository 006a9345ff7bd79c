:; exec bash "$(dirname "$0")/build.sh" "$@" # A POSIX shell starts build.sh here; for cmd this line is a label.
@echo off
rem Starts the NUKE build of nuke/. Where its package cannot be restored, runs the same targets by their plain commands, below.
setlocal
cd /d "%~dp0"
set "NUKE_TELEMETRY_OPTOUT=1"
set "DOTNET_NOLOGO=1"
set "targets="
set "options="
set "nodes=-m"
set "report=artifacts/stress"
set "benchmarks=artifacts/benchmarks"
set "stress=dotnet run -c Release --project tests/PdfTract.Cache.Stress --"

for %%a in (%*) do if "%%~a"=="-h" goto _usage
for %%a in (%*) do if "%%~a"=="--help" goto _usage

dotnet restore nuke/_build.csproj --verbosity quiet >nul 2>&1
if not "%errorlevel%"=="0" goto _plain
dotnet run --project nuke/_build.csproj -- %*
exit /b %errorlevel%

:_plain
echo Nuke.Common cannot be restored from the configured feeds: plain commands instead.

:_arguments
if "%~1"=="" goto _run
set "word=%~1"
if "%word:~0,1%"=="-" goto _parameter
set "targets=%targets% %word%"
shift
goto _arguments

:_parameter
if "%~2"=="" echo %word% needs a value. build.cmd --help lists what there is.& exit /b 1
if "%word%"=="--nodes" set "nodes=-m:%~2"& goto _next
if "%word%"=="--report" set "report=%~2"& set "benchmarks=%~2"& goto _next
for %%p in (processes iterations keys seed seconds max-length large-bytes large-noise flood directory) do if "%word%"=="--%%p" goto _option
echo There is no parameter '%word%'. build.cmd --help lists what there is.
exit /b 1

:_option
set options=%options% %word% "%~2"

:_next
shift
shift
goto _arguments

:_run
if "%targets%"=="" set "targets=Test"
set "status=0"
for %%t in (%targets%) do call :_target %%t
exit /b %status%

:_target
if not "%status%"=="0" exit /b %status%
echo ^> %1
call :%1
set "status=%errorlevel%"
exit /b %errorlevel%

rem The plain commands: one a target, as a person would type it.

:Clean
dotnet clean
exit /b %errorlevel%

:Restore
dotnet restore
exit /b %errorlevel%

:Compile
dotnet build %nodes%
exit /b %errorlevel%

:Test
dotnet test
exit /b %errorlevel%

:Pack
dotnet pack src/PdfTract.Cache.Build -c Release -o artifacts
if not "%errorlevel%"=="0" exit /b %errorlevel%
dotnet pack src/PdfTract.Cache.Build.PdfPig -c Release -o artifacts
exit /b %errorlevel%

:Samples
dotnet build samples/Handbook %nodes%
exit /b %errorlevel%

:CI
call :Test
if not "%errorlevel%"=="0" exit /b %errorlevel%
call :Samples
if not "%errorlevel%"=="0" exit /b %errorlevel%
call :Stress
exit /b %errorlevel%

:Stress
%stress% all --report "%report%" %options%
exit /b %errorlevel%

:StressAcceptance
%stress% acceptance --report "%report%" %options%
exit /b %errorlevel%

:StressContention
%stress% contention --report "%report%" %options%
exit /b %errorlevel%

:StressKill
%stress% kill --report "%report%" %options%
exit /b %errorlevel%

:StressCorruption
%stress% corruption --report "%report%" %options%
exit /b %errorlevel%

:StressEviction
%stress% eviction --report "%report%" %options%
exit /b %errorlevel%

:StressDiskFull
%stress% diskfull --report "%report%" %options%
exit /b %errorlevel%

:StressClock
%stress% clock --report "%report%" %options%
exit /b %errorlevel%

:StressHostile
%stress% hostile --report "%report%" %options%
exit /b %errorlevel%

:StressNodes
%stress% nodes --report "%report%" %options%
exit /b %errorlevel%

:StressWorkers
%stress% workers --report "%report%" %options%
exit /b %errorlevel%

:StressVersions
%stress% versions --report "%report%" %options%
exit /b %errorlevel%

:StressLarge
%stress% large --report "%report%" %options%
exit /b %errorlevel%

:StressSoak
%stress% soak --report "%report%" %options%
exit /b %errorlevel%

:StressWindows
call nuke\stress-windows.cmd "%report%" %options%
exit /b %errorlevel%

:Benchmark
dotnet run -c Release --project tests/PdfTract.Cache.Benchmarks -- all --report "%benchmarks%"
exit /b %errorlevel%

:_usage
echo Usage: build.cmd [target]... [--parameter value]...
echo.
echo Targets:
echo   Clean                 removes what was built
echo   Restore               restores the packages
echo   Compile               builds everything
echo   Test                  runs all tests; the default
echo   Pack                  packs both packages into artifacts/
echo   Samples               builds the sample: a dozen PDFs, listed by several projects
echo   CI                    Test, Samples, Stress
echo   Stress                every profile of the stress harness
echo   StressAcceptance      the eight acceptance criteria, with processes
echo   StressContention      processes against few keys, values from 1 byte to --max-length
echo   StressKill            workers killed at every numbered step of every protocol, then at random
echo   StressCorruption      a vandal damages entries while all run
echo   StressEviction        cleaners with a small budget against readers and writers
echo   StressDiskFull        a file system of a few MiB
echo   StressClock           workers whose clock is a day off
echo   StressHostile         another user swaps, links and plants below a shared root; needs root on Linux
echo   StressNodes           real builds: parallel, at once, in one process, with reused nodes
echo   StressWorkers         real builds with extraction workers that misbehave, and nodes that are killed
echo   StressVersions        two entry formats in one directory
echo   StressLarge           one output of --large-bytes, in flat memory
echo   StressSoak            all of it mixed, for --seconds
echo   StressWindows         four profiles as a Windows program; through wine where the system is another
echo   Benchmark             speed, side by side with what a user would take instead; a quarter of an hour
echo.
echo Parameters (paths are relative to the repository):
echo   --nodes N             build nodes at once, the N of -m:N; one a processor when not given
echo   --processes N         worker processes at once
echo   --iterations N        operations of each worker
echo   --keys N              how many cache keys the workers share
echo   --seed N              the seed of every random choice; a violation prints it
echo   --seconds N           how long the soak runs
echo   --max-length N        the largest value, in bytes
echo   --large-bytes N       the large profile's output, in bytes
echo   --large-noise N       how much of it no codec makes smaller, in percent
echo   --flood N             how many names the hostile profile's neighbour puts into one folder
echo   --directory FOLDER    where to make the caches: your own NFS or SMB share, for example
echo   --report FOLDER       the folder for the report, as JSON and as a page; artifacts/stress or artifacts/benchmarks when not given
exit /b 0
