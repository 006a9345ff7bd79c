namespace PdfTract.Cache.Stress.Workers;

/// <summary>What a worker process is told. It travels as one JSON argument file, so that a run can be repeated from it.</summary>
internal sealed record WorkerSettings
{
    public required string Role { get; init; }

    public required int Worker { get; init; }

    public required string CacheDirectory { get; init; }

    /// <summary>The worker's own folder: what it stores from and restores to.</summary>
    public required string Scratch { get; init; }

    public required string JournalPath { get; init; }

    public required DateTimeOffset RunBegan { get; init; }

    public required int Seed { get; init; }

    public int Keys { get; init; } = 10;

    /// <summary>The first of the worker's keys; those up to it belong to others.</summary>
    public int FirstKey { get; init; }

    public int Iterations { get; init; } = 100;

    /// <summary>Ends the worker after this long even if iterations are left; 0 for no limit.</summary>
    public double Seconds { get; init; }

    public int MinLength { get; init; } = 1;

    public int MaxLength { get; init; } = 64 * 1024;

    /// <summary>Part of the operations that store without looking first, in percent.</summary>
    public int StorePercent { get; init; } = 20;

    /// <summary>Nothing is removed or damaged in this run: a key that was seen once must never be absent again.</summary>
    public bool NothingVanishes { get; init; }

    public bool Fsync { get; init; }

    public long? MaxSize { get; init; }

    public double? MaxAgeHours { get; init; }

    /// <summary>How wrong this worker's clock is.</summary>
    public double ClockOffsetHours { get; init; }

    /// <summary>Kill this very process when it comes to this step for the <see cref="DieAtCount"/>th time; 0 for never.</summary>
    public int DieAtStep { get; init; }

    public int DieAtCount { get; init; } = 1;

    /// <summary>
    /// Stop when coming to this step for the first time: make the file <see cref="PauseFile"/> and go on when it is gone. What
    /// else would be a matter of luck happens for certain then.
    /// </summary>
    public int PauseAtStep { get; init; }

    public string? PauseFile { get; init; }

    /// <summary>Another build of this program to run the worker with; null for this one.</summary>
    public string? Program { get; init; }

    /// <summary>A file whose appearance ends the worker after its present operation; null for none.</summary>
    public string? StopFile { get; init; }

    /// <summary>The user to run as, with the group of <see cref="Hostile.OtherUser"/>; null for the coordinator's own. Only root may say so.</summary>
    public int? User { get; init; }

    /// <summary>A worker whose journal does not grow for so long hangs, and is ended; 0 for the patience that all workers get.</summary>
    public int MaxSilenceSeconds { get; init; }

    /// <summary>How long an extractor waits for those that live and have claimed what it needs.</summary>
    public int WaitSeconds { get; init; } = 600;

    /// <summary>What a hostile worker wants others to change or follow: folders and files outside the cache.</summary>
    public IReadOnlyList<string> Baits { get; init; } = [];

    /// <summary>How many names a hostile worker puts into one folder.</summary>
    public int Flood { get; init; }
}
