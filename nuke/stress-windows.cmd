@echo off
rem The stress harness as a Windows program, on Windows; elsewhere stress-windows.sh does it through wine.
rem Usage: nuke\stress-windows.cmd <report folder> [option of the harness]...
setlocal
cd /d "%~dp0.."
set "report=%~1"
set "options="

:_options
shift
if "%~1"=="" goto _run
set options=%options% %1
goto _options

:_run
set "program=artifacts\stress-win-x64"
dotnet publish tests/PdfTract.Cache.Stress -c Release -r win-x64 --self-contained -o %program%
if not "%errorlevel%"=="0" exit /b %errorlevel%

rem Every profile runs, even after a failure: each answers a question of its own.
set "status=0"
call :_profile acceptance
call :_profile contention
call :_profile corruption
call :_profile eviction
exit /b %status%

:_profile
%program%\PdfTract.Cache.Stress.exe %1 --report "%report%\windows-%1" %options%
if not "%errorlevel%"=="0" set "status=%errorlevel%"
exit /b 0
