using System.ComponentModel;
using System.Diagnostics;

namespace PdfTract.Cache.Build;

/// <summary>
/// Runs a program to its end, without a shell and without input. Invariants: (1) a program that ends is waited for, and not those that it leaves
/// behind: they hold its pipes open for as long as they live (H61); (2) a program that does not end in its time, or whose build
/// is cancelled, is ended with all that it started (H62); (3) its pipes are emptied for as long as anybody may write to them.
/// </summary>
internal static class ProgramRun
{
    /// <summary>A secret named <c>password</c> is given as <c>PDFTRACT_SECRET_PASSWORD</c>: arguments are for all users of the machine to see.</summary>
    private const string VariablePrefix = "PDFTRACT_SECRET_";

    /// <summary>Longer than a timer takes: that is as good as no limit.</summary>
    private static readonly TimeSpan LongestLimit = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>All that an ended program wrote is in its pipes. They are read until nothing has come for this long, or until their end.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    /// <summary>For a program whose child goes on to print.</summary>
    private static readonly TimeSpan LongestGrace = TimeSpan.FromSeconds(5);

    /// <summary>Each pause is twice as long as the one before: six seconds in all.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50), LastPause = TimeSpan.FromMilliseconds(3200);

    /// <summary>What was killed is gone at once, unless it hangs in the kernel; nothing can be done about that.</summary>
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(10);

    /// <exception cref="OperationCanceledException">Cancelled; the program and what it started were ended.</exception>
    /// <exception cref="IOException">The program cannot be started.</exception>
    public static ProgramResult Run(ProgramCall call, CancellationToken cancellationToken) =>
        // Waiting for a task tells the thread pool that this thread is blocked; otherwise those who read the pipes would have to wait for it.
        RunAsync(call, cancellationToken).GetAwaiter().GetResult();

    private static async Task<ProgramResult> RunAsync(ProgramCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var mask = new SecretMask(call.Secrets);
        var output = new OutputExcerpt(call.MostShown, mask);
        var errors = new OutputExcerpt(call.MostShown, mask);
        var mark = ProcessTree.NewMark();
        using var process = new Process { StartInfo = StartInfo(call, mark), EnableRaisingEvents = true };
        var exited = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.Exited += (_, _) => exited.TrySetResult(true);
        Start(process, mask, cancellationToken);
        var drained = Task.WhenAll(Drain(process.StandardOutput, output), Drain(process.StandardError, errors));
        CloseInput(process);

        var isInTime = await EndsWithin(exited.Task, call.Limit, cancellationToken).ConfigureAwait(false);
        if (!isInTime)
        {
            ProcessTree.End(process, mark);
            await EndsWithin(exited.Task, KillPatience, CancellationToken.None).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        await ReadRest(drained, output, errors).ConfigureAwait(false);
        return new ProgramResult(isInTime ? process.ExitCode : null, $"{output}\n{errors}".Trim(), output.IsCut || errors.IsCut);
    }

    private static ProcessStartInfo StartInfo(ProgramCall call, string mark)
    {
        var start = new ProcessStartInfo(call.Program)
        {
            WorkingDirectory = call.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
#if NET
        foreach (var argument in call.Arguments)
        {
            start.ArgumentList.Add(argument);
        }
#else
        start.Arguments = WindowsArguments.Join(call.Arguments);
#endif
        start.Environment[ProcessTree.MarkVariable] = mark;
        foreach (var secret in call.Secrets)
        {
            start.Environment[VariablePrefix + secret.Name.ToUpperInvariant()] = secret.Value;
        }

        return start;
    }

    /// <summary>
    /// Where threads, descriptors or memory are short, those that store results meanwhile take what the program needs. They soon end: so it
    /// is tried again, and a build under such a limit ends as it does without the cache (H79).
    /// </summary>
    private static void Start(Process process, SecretMask mask, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause += pause)
        {
            try
            {
                process.Start();
                return;
            }
            catch (Win32Exception e) when (IsScarcity(e) && pause <= LastPause)
            {
                cancellationToken.WaitHandle.WaitOne(pause);
                cancellationToken.ThrowIfCancellationRequested();
            }
            catch (Exception e) when (e is Win32Exception or InvalidOperationException)
            {
                // Without its cause: that one's message may hold arguments.
                throw new IOException(mask.Apply(e.Message));
            }
        }
    }

    private static bool IsScarcity(Win32Exception e)
    {
        const int TryAgain = 11, NoMemory = 12, SystemFiles = 23, ProcessFiles = 24;
        return !Os.IsWindows && e.NativeErrorCode is TryAgain or NoMemory or SystemFiles or ProcessFiles;
    }

    private static void CloseInput(Process process)
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }
    }

    /// <summary>Reads to the end of a stream, whenever that is: a child that goes on must neither block on a full pipe nor break on a closed one.</summary>
    private static async Task Drain(StreamReader stream, OutputExcerpt excerpt)
    {
        var characters = new char[4096];
        try
        {
            using (stream)
            {
                while (await stream.ReadAsync(characters, 0, characters.Length).ConfigureAwait(false) is var count and > 0)
                {
                    excerpt.Add(characters, count);
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // What has come so far is kept.
        }
    }

    /// <returns>Whether it ended before its time was over, and before the build was cancelled.</returns>
    private static async Task<bool> EndsWithin(Task task, TimeSpan? limit, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = Task.Delay(limit is { } time && time < LongestLimit ? time : Timeout.InfiniteTimeSpan, over.Token);
        var isInTime = await Task.WhenAny(task, delay).ConfigureAwait(false) == task;
        over.Cancel();
        return isInTime;
    }

    private static async Task ReadRest(Task drained, OutputExcerpt output, OutputExcerpt errors)
    {
        var clock = Stopwatch.StartNew();
        long before;
        do
        {
            before = output.Length + errors.Length;
            if (await EndsWithin(drained, Quiet, CancellationToken.None).ConfigureAwait(false))
            {
                return;
            }
        }
        while (output.Length + errors.Length != before && clock.Elapsed < LongestGrace);
    }
}
