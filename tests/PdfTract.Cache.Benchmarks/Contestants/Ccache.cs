using System.Diagnostics;

namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>
/// A compiler's cache, for what a hit costs as a process. Its compiler is a script that leaves the bytes that it is to "compile"
/// to, and counts: a hit does not come to it.
/// </summary>
internal sealed class Ccache
{
    private readonly string _program;
    private readonly string _folder;

    /// <param name="folder">Where everything of it goes.</param>
    /// <param name="output">What the compiler makes.</param>
    public Ccache(string folder, string output)
    {
        _program = Tool.Find("ccache") is { } program && !OperatingSystem.IsWindows() ? program : throw new NotInstalledException("ccache");
        _folder = folder;
        File.WriteAllText(Path.Combine(folder, "source.c"), "int answer(void) { return 42; }\n");
        File.WriteAllText(Compiler,
            $"""
             #!/bin/sh
             echo call >> '{Log}'
             while [ $# -gt 0 ]; do
                 case $1 in
                     -o) out=$2; shift ;;
                     -E) preprocess=1 ;;
                     *.c | *.i) source=$1 ;;
                 esac
                 shift
             done
             if [ -n "$preprocess" ]; then cat "$source" > "$(printf %s "$out" | sed 's/^$/\/dev\/stdout/')"; else cp '{output}' "$out"; fi

             """);
        File.SetUnixFileMode(Compiler, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        // ccache looks twice before it trusts a source that is as young as its own beginning.
        File.SetLastWriteTimeUtc(Path.Combine(folder, "source.c"), DateTime.UtcNow.AddMinutes(-1));
        Compile(0);
        var calls = Calls;
        Compile(1);
        if (Calls != calls)
        {
            throw new InvalidDataException("ccache did not hit.");
        }
    }

    private string Compiler => Path.Combine(_folder, "gcc");

    private string Log => Path.Combine(_folder, "calls.log");

    private int Calls => File.ReadAllLines(Log).Length;

    /// <summary>One compilation, to an output with this number.</summary>
    public void Compile(int number)
    {
        var start = new ProcessStartInfo(_program, [Compiler, "-c", "source.c", "-o", $"{number}.o"]) { WorkingDirectory = _folder };
        start.Environment["CCACHE_DIR"] = Path.Combine(_folder, "cache");
        start.Environment["CCACHE_COMPILERTYPE"] = "gcc";
        Run(start);
    }

    /// <summary>What any process costs.</summary>
    public static void DoNothing() => Run(new ProcessStartInfo("true"));

    private static void Run(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{start.FileName}' ended with {process.ExitCode}.");
        }
    }
}
