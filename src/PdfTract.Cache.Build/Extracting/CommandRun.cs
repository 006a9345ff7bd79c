using CliWrap;
using CliWrap.Exceptions;

namespace PdfTract.Cache.Build;

/// <summary>Runs a program to its end, without a shell and without input.</summary>
internal static class CommandRun
{
    /// <summary>Enough of what a program says last to see why it failed; a chatty one does not fill the log or the memory.</summary>
    private const int MaxOutput = 2000;

    /// <summary>A secret named <c>password</c> is given as <c>PDFTRACT_SECRET_PASSWORD</c>: arguments are for all users of the machine to see.</summary>
    private const string VariablePrefix = "PDFTRACT_SECRET_";

    /// <param name="program">The program's file.</param>
    /// <param name="arguments">Its arguments, expanded.</param>
    /// <param name="folder">Where it runs.</param>
    /// <param name="secrets">Given to it in its environment, and taken out of all that it says.</param>
    /// <param name="cancellationToken">Kills it.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the program was killed and is gone.</exception>
    /// <exception cref="IOException">The program cannot be started.</exception>
    public static (int ExitCode, string Output) Run(
        string program, IReadOnlyList<string> arguments, string folder, IReadOnlyList<Secret> secrets, CancellationToken cancellationToken)
    {
        var mask = new SecretMask(secrets);
        var output = new LastWords(MaxOutput, mask);
        var append = PipeTarget.ToDelegate(output.Add);
        try
        {
            var result = Cli.Wrap(program)
                .WithArguments(arguments)
                .WithWorkingDirectory(folder)
                .WithEnvironmentVariables(secrets.ToDictionary(secret => VariablePrefix + secret.Name.ToUpperInvariant(), secret => (string?)secret.Value))
                .WithValidation(CommandResultValidation.None)
                .WithStandardOutputPipe(append)
                .WithStandardErrorPipe(append)
                .ExecuteAsync(cancellationToken)
                .Task.GetAwaiter().GetResult();
            return (result.ExitCode, output.ToString());
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or CliWrapException or InvalidOperationException)
        {
            // Without its cause: that one's message may hold arguments.
            throw new IOException(mask.Apply(e.Message));
        }
    }
}
