using System.Text;
using PdfTract.Cache.Build.Programs;
using PdfTract.Cache.Build.Secrets;

namespace PdfTract.Cache.Build.Workers;

/// <summary>
/// One worker: a process that is asked for document after document. One thread asks at a time. A worker that says what is no answer is ended, and asked no more.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>A process whose output has ended is about to end, and its exit code says why.</summary>
    private static readonly TimeSpan ExitPatience = TimeSpan.FromSeconds(5);

    /// <summary>What an ended process wrote is in its pipe. It is read until its end, or for this long: a child may hold it open.</summary>
    private static readonly TimeSpan RestPatience = TimeSpan.FromMilliseconds(500);

    private readonly RunningProgram _program;
    private readonly AnswerReader _answers;
    private readonly Task _drained;
    private readonly HashSet<Secret> _secrets = [];
    private OutputExcerpt _errors = new(OutputExcerpt.OfOneDocument, new SecretMask([]));
    private int _lastId;
    private bool _isSpent;
    private bool _isDisposed;

    private WorkerProcess(RunningProgram program)
    {
        _program = program;
        _answers = new AnswerReader(program.Output);
        _drained = PipeThread.Drain(program.ErrorText, () => Volatile.Read(ref _errors), "PDF worker: errors");
    }

    /// <summary>Whether it can be asked again.</summary>
    public bool IsReady => !_isSpent && !_program.HasExited && !_program.OutgrewMemory;

    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static WorkerProcess Start(ProgramStart start, ProgramSupervision supervision, CancellationToken cancellationToken) =>
        new(RunningProgram.Start(start, supervision, cancellationToken));

    /// <param name="create">Makes the request with the id that it is to have.</param>
    /// <param name="limit">How long the answer may take; null for as long as it likes.</param>
    /// <param name="cancellationToken">Ends the worker.</param>
    /// <exception cref="OperationCanceledException">Cancelled; the worker was ended.</exception>
    public WorkerAnswer Ask(Func<int, WorkerRequest> create, TimeSpan? limit, CancellationToken cancellationToken) =>
        AskAsync(create(++_lastId), limit, cancellationToken).GetAwaiter().GetResult();

    /// <summary>Ends it. May be called again.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isSpent = _isDisposed = true;
        _answers.Stop();
        _program.End().GetAwaiter().GetResult();
        _program.Dispose();
    }

    private async Task<WorkerAnswer> AskAsync(WorkerRequest request, TimeSpan? limit, CancellationToken cancellationToken)
    {
        _secrets.UnionWith(request.Secrets);
        Volatile.Write(ref _errors, new OutputExcerpt(OutputExcerpt.OfOneDocument, new SecretMask(_secrets)));
        var exchange = Exchange(request);
        if (!await RunningProgram.IsDoneWithin(exchange, limit, cancellationToken).ConfigureAwait(false))
        {
            await End().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            return Answer(_program.OutgrewMemory ? WorkerEnding.OutOfMemory : WorkerEnding.TimedOut);
        }

        switch (await exchange.ConfigureAwait(false))
        {
            case (false, _):
                return await TellWhyItEnded(cancellationToken).ConfigureAwait(false);
            case (true, { } response):
                return Answer(WorkerEnding.Answered) with { Response = response with { Output = _errors.Mask(response.Output) } };
            default:
                await End().ConfigureAwait(false);
                return Answer(WorkerEnding.NoAnswer);
        }
    }

    /// <returns>Whether the worker has said something, and the answer; null when what it said is none.</returns>
    private async Task<(bool IsThere, WorkerResponse? Response)> Exchange(WorkerRequest request)
    {
        try
        {
            var bytes = Encoding.UTF8.GetBytes(request.ToJson());
            await _program.Input.WriteAsync(bytes, 0, bytes.Length).ConfigureAwait(false);
            await _program.Input.FlushAsync().ConfigureAwait(false);
            while (await _answers.Next().ConfigureAwait(false) is { } line)
            {
                var response = ReferenceEquals(line, AnswerReader.TooLong) ? null : WorkerResponse.TryRead(line);
                if (response is null || response.RequestId > request.Id || response.RequestId <= 0)
                {
                    return (true, null);
                }

                if (response.RequestId == request.Id)
                {
                    return (true, response);
                }

                // It answers an earlier request once more. Ids are given once, so that cannot pass for this one's.
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // It has ended, or closed its input.
        }

        return (false, null);
    }

    private async Task<WorkerAnswer> TellWhyItEnded(CancellationToken cancellationToken)
    {
        var hasEnded = await _program.EndsWithin(ExitPatience, cancellationToken).ConfigureAwait(false);
        await End().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return _program.OutgrewMemory ? Answer(WorkerEnding.OutOfMemory)
            : hasEnded ? Answer(WorkerEnding.Died) with { ExitCode = _program.ExitCode }
            : Answer(WorkerEnding.NoAnswer);
    }

    private async Task End()
    {
        _isSpent = true;
        await _program.End().ConfigureAwait(false);
        await RunningProgram.IsDoneWithin(_drained, RestPatience, CancellationToken.None).ConfigureAwait(false);
    }

    private WorkerAnswer Answer(WorkerEnding ending) => new(ending, null, -1, _errors.ToString());
}
