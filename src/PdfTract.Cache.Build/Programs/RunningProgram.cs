using System.ComponentModel;
using System.Diagnostics;
using PdfTract.Cache.Build.Secrets;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Programs;

/// <summary>
/// A program that was started without a shell. It ends with all that it started when it is asked to (H62), when it outgrows its memory, and when the
/// process that started it is gone. Safe for several threads.
/// </summary>
internal sealed class RunningProgram : IDisposable
{
    /// <summary>Longer than a timer takes: that is as good as no limit.</summary>
    private static readonly TimeSpan LongestLimit = TimeSpan.FromMilliseconds(int.MaxValue);

    /// <summary>Each pause is twice as long as the one before: six seconds in all.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50), LastPause = TimeSpan.FromMilliseconds(3200);

    /// <summary>What was killed is gone at once, unless it hangs in the kernel; nothing can be done about that.</summary>
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource<bool> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process _process;
    private readonly string _mark = ProcessTree.NewMark();
    private readonly ProgramSupervision? _supervision;
    private readonly IDisposable? _memoryWatch;
    private int _outgrewMemory;

    private RunningProgram(ProgramStart start, ProgramSupervision? supervision, CancellationToken cancellationToken)
    {
        _supervision = supervision;
        _process = new Process { StartInfo = StartInfo(start), EnableRaisingEvents = true };
        _process.Exited += (_, _) => _exited.TrySetResult(true);
        Start(new SecretMask(start.Secrets), cancellationToken);
        Input = ProgramPipe.AsFile(_process.StandardInput.BaseStream, FileAccess.Write);
        Output = ProgramPipe.AsFile(_process.StandardOutput.BaseStream, FileAccess.Read);
        OutputText = new StreamReader(Output, _process.StandardOutput.CurrentEncoding);
        ErrorText = new StreamReader(
            ProgramPipe.AsFile(_process.StandardError.BaseStream, FileAccess.Read), _process.StandardError.CurrentEncoding);
        supervision?.Guard.Add(_process);
        _memoryWatch = start.MaxMemory is { } most ? supervision?.Memory.Add(_process.Id, most, OnTooMuchMemory) : null;
    }

    /// <summary>Whether it was ended because it used more memory than it may.</summary>
    public bool OutgrewMemory => Volatile.Read(ref _outgrewMemory) != 0;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _exited.Task.IsCompleted || _process.HasExited;

    /// <summary>Once it has ended.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>The bytes that it reads.</summary>
    public Stream Input { get; }

    /// <summary>What it prints, of which the caller reads either this or <see cref="OutputText"/>. Reads block: they are for threads of their own.</summary>
    public Stream Output { get; }

    public StreamReader OutputText { get; }

    public StreamReader ErrorText { get; }

    /// <param name="start">The program.</param>
    /// <param name="supervision">Ends it when this process is gone, and when it uses too much memory; null where nothing has to.</param>
    /// <param name="cancellationToken">Ends the wait for threads, descriptors or memory that are short.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="IOException">The program cannot be started.</exception>
    public static RunningProgram Start(ProgramStart start, ProgramSupervision? supervision, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new RunningProgram(start, supervision, cancellationToken);
    }

    /// <summary>Completes when it has ended, without those that it leaves behind.</summary>
    /// <returns>Whether it ended before its time was over, and before the build was cancelled.</returns>
    public Task<bool> EndsWithin(TimeSpan? limit, CancellationToken cancellationToken) => IsDoneWithin(_exited.Task, limit, cancellationToken);

    /// <inheritdoc cref="EndsWithin"/>
    public static async Task<bool> IsDoneWithin(Task task, TimeSpan? limit, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var time = limit is { } some && some < LongestLimit ? (some < TimeSpan.Zero ? TimeSpan.Zero : some) : Timeout.InfiniteTimeSpan;
        var delay = Task.Delay(time, over.Token);
        var isInTime = await Task.WhenAny(task, delay).ConfigureAwait(false) == task;
        over.Cancel();
        return isInTime;
    }

    /// <summary>Ends it with all that it started, and waits until it is gone.</summary>
    public async Task End()
    {
        ProcessTree.End(_process, _mark);
        await EndsWithin(KillPatience, CancellationToken.None).ConfigureAwait(false);
    }

    public void CloseInput()
    {
        try
        {
            Input.Dispose();
        }
        catch (IOException)
        {
            // It has ended already.
        }
    }

    /// <summary>Lets go of it. It is not ended, and its streams stay open for those who read them.</summary>
    public void Dispose()
    {
        _memoryWatch?.Dispose();
        if (HasExited)
        {
            _supervision?.Guard.Remove(_process);
        }

        _process.Dispose();
    }

    private ProcessStartInfo StartInfo(ProgramStart start)
    {
        var info = new ProcessStartInfo(start.Program)
        {
            WorkingDirectory = start.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        SetArguments(info, start.Arguments);
        info.Environment[ProcessTree.MarkVariable] = _mark;
        if (_supervision is not null)
        {
            info.Environment[ProcessGuard.MarkVariable] = _supervision.Guard.Mark;
        }

        foreach (var (name, value) in start.Variables)
        {
            info.Environment[name] = value;
        }

        return info;
    }

    private static void SetArguments(ProcessStartInfo info, IReadOnlyList<string> arguments)
    {
        if (Os.IsWindows && BatchFile.Is(info.FileName))
        {
            info.Arguments = BatchFile.ArgumentsOfCmd(info.FileName, arguments);
            info.FileName = Path.Combine(Environment.SystemDirectory, "cmd.exe");
            return;
        }
#if NET
        foreach (var argument in arguments)
        {
            info.ArgumentList.Add(argument);
        }
#else
        info.Arguments = WindowsArguments.Join(arguments);
#endif
    }

    /// <summary>
    /// Where threads, descriptors or memory are short, those that store results meanwhile take what the program needs. They soon end: so it
    /// is tried again, and a build under such a limit ends as it does without the cache (H79). .NET starts the program first and then
    /// its thread that waits for the end: what was started without that is ended here.
    /// </summary>
    private void Start(SecretMask mask, CancellationToken cancellationToken)
    {
        for (var pause = FirstPause; ; pause += pause)
        {
            try
            {
                _process.Start();
                return;
            }
            catch (Exception e) when (IsScarcity(e) && pause <= LastPause)
            {
                ProcessTree.End(_process, _mark);
                cancellationToken.WaitHandle.WaitOne(pause);
                cancellationToken.ThrowIfCancellationRequested();
            }
            catch (Exception e) when (e is Win32Exception or InvalidOperationException or OutOfMemoryException)
            {
                ProcessTree.End(_process, _mark);
                // Without its cause: that one's message may hold arguments.
                throw new IOException(mask.Apply(e.Message));
            }
        }
    }

    private void OnTooMuchMemory()
    {
        Volatile.Write(ref _outgrewMemory, 1);
        ProcessTree.End(_process, _mark);
    }

    private static bool IsScarcity(Exception e)
    {
        const int TryAgain = 11, NoMemory = 12, SystemFiles = 23, ProcessFiles = 24;
        return e is OutOfMemoryException
            || (!Os.IsWindows && e is Win32Exception { NativeErrorCode: TryAgain or NoMemory or SystemFiles or ProcessFiles });
    }
}
