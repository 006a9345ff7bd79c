using System.Diagnostics;
using PdfTract.Cache.Build.Secrets;

namespace PdfTract.Cache.Build.Programs;

/// <summary>
/// Runs a program to its end, without input. Invariants: (1) a program that ends is waited for, and not those that it leaves
/// behind: they hold its pipes open for as long as they live (H61); (2) a program that does not end in its time, or whose build
/// is cancelled, is ended with all that it started (H62); (3) its pipes are emptied for as long as anybody may write to them.
/// </summary>
internal static class ProgramRun
{
    /// <summary>A secret named <c>password</c> is given as <c>PDFTRACT_SECRET_PASSWORD</c>: arguments are for all users of the machine to see.</summary>
    private const string VariablePrefix = "PDFTRACT_SECRET_";

    /// <summary>All that an ended program wrote is in its pipes. They are read until nothing has come for this long, or until their end.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    /// <summary>For a program whose child goes on to print.</summary>
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(5);

    /// <param name="start">The program. Its secrets are given to it in its environment as well.</param>
    /// <param name="limit">How long it may run; null for as long as it likes.</param>
    /// <param name="mostShown">How many characters of the beginning and of the end of each of its two streams are kept.</param>
    /// <param name="supervision">Ends it when this process is gone, and when it uses too much memory; null where nothing has to.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the program and what it started were ended.</exception>
    /// <exception cref="IOException">The program cannot be started.</exception>
    public static ProgramResult Run(ProgramStart start, TimeSpan? limit, int mostShown, ProgramSupervision? supervision, CancellationToken cancellationToken) =>
        RunAsync(start, limit, mostShown, supervision, cancellationToken).GetAwaiter().GetResult();

    private static async Task<ProgramResult> RunAsync(
        ProgramStart start, TimeSpan? limit, int mostShown, ProgramSupervision? supervision, CancellationToken cancellationToken)
    {
        var mask = new SecretMask(start.Secrets);
        var output = new OutputExcerpt(mostShown, mask);
        var errors = new OutputExcerpt(mostShown, mask);
        var withSecrets = start with
        {
            Variables = [.. start.Variables, .. start.Secrets.Select(secret => (VariablePrefix + secret.Name.ToUpperInvariant(), secret.Value))],
        };
        using var program = RunningProgram.Start(withSecrets, supervision, cancellationToken);
        var drained = Task.WhenAll(
            PipeThread.Drain(program.OutputText, () => output, "PDF command: output"),
            PipeThread.Drain(program.ErrorText, () => errors, "PDF command: errors"));
        program.CloseInput();

        var isInTime = await program.EndsWithin(limit, cancellationToken).ConfigureAwait(false);
        if (!isInTime)
        {
            await program.End().ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        await ReadRest(drained, output, errors).ConfigureAwait(false);
        var ending = program.OutgrewMemory ? ProgramEnding.OutOfMemory : isInTime ? ProgramEnding.Exited : ProgramEnding.TimedOut;
        return new ProgramResult(ending, ending == ProgramEnding.Exited ? program.ExitCode : -1, $"{output}\n{errors}".Trim(), output.IsCut || errors.IsCut);
    }

    private static async Task ReadRest(Task drained, OutputExcerpt output, OutputExcerpt errors)
    {
        var clock = Stopwatch.StartNew();
        long before;
        do
        {
            before = output.Length + errors.Length;
            if (await RunningProgram.IsDoneWithin(drained, Quiet, CancellationToken.None).ConfigureAwait(false))
            {
                return;
            }
        }
        while (output.Length + errors.Length != before && clock.Elapsed < LongestGrace);
    }
}
