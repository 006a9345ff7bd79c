namespace PdfTract.Cache.Build.Workers;

/// <summary>How a request to a worker ended.</summary>
internal enum WorkerEnding
{
    /// <summary>With an answer.</summary>
    Answered,

    /// <summary>The worker ended before it answered.</summary>
    Died,

    /// <summary>It did not answer in time, and was ended.</summary>
    TimedOut,

    /// <summary>It used more memory than it may, and was ended.</summary>
    OutOfMemory,

    /// <summary>What it printed is no answer to this request, and it was ended.</summary>
    NoAnswer,
}

/// <summary>What became of a request.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Response">The answer; null unless there is one.</param>
/// <param name="ExitCode">The worker's, if it died.</param>
/// <param name="Errors">What the worker wrote to its standard error meanwhile; without its secrets.</param>
internal sealed record WorkerAnswer(WorkerEnding Ending, WorkerResponse? Response, int ExitCode, string Errors);
