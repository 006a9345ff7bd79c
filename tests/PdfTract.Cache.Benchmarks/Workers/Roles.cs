using System.CommandLine;
using System.Diagnostics;

namespace PdfTract.Cache.Benchmarks.Workers;

/// <summary>What this program does in the processes that it starts itself.</summary>
internal static class Roles
{
    public const string Reader = "reader";
    public const string FirstHit = "first-hit-of";
    public const string Sweep = "sweep";

    public static IReadOnlyList<Command> All { get; } = [Role(Reader, Workers.Reader.Run), Role(FirstHit, Workers.FirstHit.Run), Role(Sweep, Workers.Sweep.Run)];

    /// <summary>Runs a role to its end.</summary>
    /// <returns>The line that it wrote.</returns>
    public static string Ask(string role, string argument)
    {
        var start = ThisProgram.Again(role, argument);
        start.RedirectStandardOutput = true;
        using var process = Process.Start(start)!;
        var line = process.StandardOutput.ReadLine();
        process.WaitForExit();
        return process.ExitCode == 0 && line is not null ? line : throw new InvalidOperationException($"'{role}' ended with {process.ExitCode}.");
    }

    private static Command Role(string name, Action<string> run)
    {
        var argument = new Argument<string>("file");
        var command = new Command(name) { argument };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            run(parsed.GetValue(argument)!);
            return 0;
        });
        return command;
    }
}
