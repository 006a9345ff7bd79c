using System.CommandLine;

namespace PdfTract.Cache.Benchmarks.Workers;

/// <summary>What this program does in the processes that it starts itself.</summary>
internal static class Roles
{
    public const string Reader = "reader";

    public static IReadOnlyList<Command> All { get; } = [Role(Reader, Workers.Reader.Run)];

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
