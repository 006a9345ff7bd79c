namespace PdfTract.Cache.Stress;

/// <summary>What the command line asked for.</summary>
internal sealed record StressOptions
{
    public int Processes { get; init; } = 4;

    public int Iterations { get; init; } = 100;

    public int Keys { get; init; } = 10;

    public int Seed { get; init; } = 1;

    /// <summary>How long the soak runs.</summary>
    public int Seconds { get; init; } = 60;

    /// <summary>The largest value, in bytes.</summary>
    public int MaxLength { get; init; } = 64 * 1024 * 1024;

    /// <summary>The length of the large profile's output.</summary>
    public long LargeBytes { get; init; } = 5L * 1024 * 1024 * 1024;

    /// <summary>How much of that output is noise, in percent; the rest is a hole.</summary>
    public int LargeNoise { get; init; } = 2;

    /// <summary>How many names the hostile profile's neighbour floods a folder with.</summary>
    public int Flood { get; init; } = 2000;

    /// <summary>How many seconds the hostile profile's builds may take for one operation.</summary>
    public int MaxSilence { get; init; } = 60;

    /// <summary>Below which the caches are made: a temp folder, or a share that somebody wants to try.</summary>
    public string Directory { get; init; } = "";

    /// <summary>Where the report goes; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>The command that repeats a run.</summary>
    public string Command(string profile) =>
        $"dotnet run --project tests/PdfTract.Cache.Stress -- {profile} --processes {Processes} --iterations {Iterations} --keys {Keys} "
        + $"--seed {Seed} --seconds {Seconds} --max-length {MaxLength} --large-bytes {LargeBytes} --large-noise {LargeNoise} --flood {Flood} --max-silence {MaxSilence}"
        + (Directory.Length == 0 ? "" : $" --directory \"{Directory}\"");
}
