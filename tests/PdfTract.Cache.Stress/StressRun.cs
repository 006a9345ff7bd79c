using PdfTract.Cache.Stress.Oracle;
using PdfTract.Cache.Stress.Profiles;
using PdfTract.Cache.Stress.Workers;

namespace PdfTract.Cache.Stress;

/// <summary>One cache directory, the workers on it, and all they saw. Removes its folder at the end unless something was wrong.</summary>
internal sealed class StressRun : IDisposable
{
    private readonly List<Evidence> _evidence = [];
    private int _workers;
    private bool _failed;

    public StressRun(StressOptions options)
    {
        Options = options;
        var below = options.Directory.Length == 0 ? Path.GetTempPath() : Path.GetFullPath(options.Directory);
        Folder = Path.Combine(below, $"pdftract-stress-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}");
        System.IO.Directory.CreateDirectory(Folder);
        CacheDirectory = Path.Combine(Folder, "cache");
    }

    /// <summary>Everything that any run of this process saw, for the report.</summary>
    public static List<Evidence> All { get; } = [];

    public StressOptions Options { get; }

    public string Folder { get; }

    public string CacheDirectory { get; init; }

    public DateTimeOffset Began { get; } = DateTimeOffset.UtcNow;

    public CacheLayout Layout => new(CacheDirectory);

    public IReadOnlyList<Evidence> Evidence => _evidence;

    /// <summary>Settings for one more worker, with numbers and folders of its own.</summary>
    public WorkerSettings Worker(string role)
    {
        var number = ++_workers;
        return new WorkerSettings
        {
            Role = role,
            Worker = number,
            CacheDirectory = CacheDirectory,
            Scratch = Path.Combine(Folder, $"worker-{number}"),
            JournalPath = Path.Combine(Folder, $"worker-{number}.journal"),
            RunBegan = Began,
            Seed = Options.Seed,
            Keys = Options.Keys,
            Iterations = Options.Iterations,
            MaxLength = Math.Min(Options.MaxLength, 64 * 1024),
        };
    }

    /// <summary>Starts all at once and waits for all.</summary>
    public void RunToEnd(params IEnumerable<WorkerSettings> workers) => WaitFor(Start(workers));

    public static IReadOnlyList<WorkerProcess> Start(params IEnumerable<WorkerSettings> workers) => [.. workers.Select(WorkerProcess.Start)];

    /// <summary>A process that dies while the runtime starts proves nothing.</summary>
    public static void WaitUntilBusy(IReadOnlyList<WorkerProcess> workers)
    {
        foreach (var worker in workers)
        {
            while (!worker.HasExited && !(File.Exists(worker.Settings.JournalPath) && new FileInfo(worker.Settings.JournalPath).Length > 0))
            {
                Thread.Sleep(5);
            }
        }
    }

    /// <param name="processes">Started before.</param>
    /// <param name="killed">They are meant to die, by themselves or by the coordinator's hand.</param>
    public void WaitFor(IReadOnlyList<WorkerProcess> processes, bool killed = false)
    {
        foreach (var process in processes)
        {
            var exitCode = process.Wait();
            var evidence = new Evidence(
                process.Settings, process.Id, exitCode, killed || process.Settings.DieAtStep != 0, process.Errors(),
                File.Exists(process.Settings.JournalPath) ? [.. Journal.Read(process.Settings.JournalPath)] : []);
            _evidence.Add(evidence);
            All.Add(evidence);
            process.Dispose();
        }
    }

    /// <summary>Opens the cache in this process, for preparing and for looking at the end.</summary>
    public ExtractionCache Open(long? maxSize = null) => new(new CacheSettings(CacheDirectory) { Fsync = false, MaxSize = maxSize });

    /// <summary>What nobody leaves who ends by himself: temps, and claims.</summary>
    public IReadOnlyList<string> Temps() =>
        [.. Files().Where(file => Path.GetFileName(file).Contains(".tmp.", StringComparison.Ordinal) || CacheLayout.IsClaim(Path.GetFileName(file)))];

    public IReadOnlyList<string> Entries() => [.. Files().Where(file => CacheLayout.IsEntry(Path.GetFileName(file)))];

    /// <summary>Makes every temp look as if its writer had died two hours ago.</summary>
    public void AgeTemps()
    {
        foreach (var temp in Temps())
        {
            File.SetLastWriteTimeUtc(temp, DateTime.UtcNow.AddHours(-2));
        }
    }

    /// <summary>Decides a row: what the oracle found, and what else is wrong.</summary>
    public Row Decide(string name, string figures, params IEnumerable<string?> otherProblems) =>
        DecideAlone(name, figures, [.. Judge.Violations(_evidence), .. otherProblems]);

    /// <summary>The same for a row of several of one run, of which another has what the oracle found.</summary>
    public Row DecideAlone(string name, string figures, params IEnumerable<string?> problems)
    {
        var found = problems.OfType<string>().ToArray();
        _failed |= found.Length > 0;
        var ids = _evidence.Select(worker => worker.ProcessId).ToArray();
        return found.Length == 0
            ? new Row(name, RowState.Pass, figures, ids)
            : new Row(name, RowState.Fail, $"{found.Length} violations; {string.Join("; ", found.Take(5))}. Everything is kept in {Folder}", ids);
    }

    public int Count(JournalEvent what) => _evidence.Sum(worker => worker.Lines.Count(line => line.Event == what));

    /// <summary>Operations, hits, misses and stores, for a row's detail.</summary>
    public string Figures() =>
        $"{_evidence.Count} processes, {Count(JournalEvent.Hit)} hits, {Count(JournalEvent.Miss)} misses, {Count(JournalEvent.Stored)} stores, 0 wrong bytes";

    public void Dispose()
    {
        if (!_failed)
        {
            System.IO.Directory.Delete(Folder, recursive: true);
        }
    }

    private IEnumerable<string> Files() => System.IO.Directory.Exists(CacheDirectory)
        ? System.IO.Directory.EnumerateFiles(CacheDirectory, "*", SearchOption.AllDirectories)
        : [];
}
