using System.Text;
using CliWrap;
using CliWrap.Exceptions;

namespace PdfTract.Cache.Build;

/// <summary>Runs a program to its end, without a shell and without input.</summary>
internal static class CommandRun
{
    /// <summary>Enough of what a program says last to see why it failed; a chatty one does not fill the log or the memory.</summary>
    private const int MaxOutput = 2000;

    /// <exception cref="OperationCanceledException">Cancelled; the program was killed and is gone.</exception>
    /// <exception cref="IOException">The program cannot be started.</exception>
    public static (int ExitCode, string Output) Run(
        string program, IReadOnlyList<string> arguments, string folder, CancellationToken cancellationToken)
    {
        var output = new StringBuilder();
        var append = PipeTarget.ToDelegate(line => Append(output, line));
        try
        {
            var result = Cli.Wrap(program)
                .WithArguments(arguments)
                .WithWorkingDirectory(folder)
                .WithValidation(CommandResultValidation.None)
                .WithStandardOutputPipe(append)
                .WithStandardErrorPipe(append)
                .ExecuteAsync(cancellationToken)
                .Task.GetAwaiter().GetResult();
            return (result.ExitCode, output.ToString().Trim());
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or CliWrapException or InvalidOperationException)
        {
            throw new IOException(e.Message, e);
        }
    }

    private static void Append(StringBuilder output, string line)
    {
        // Both streams end here, each on a thread of its own.
        lock (output)
        {
            output.Append(line).Append('\n');
            if (output.Length > MaxOutput)
            {
                output.Remove(0, output.Length - MaxOutput);
            }
        }
    }
}
