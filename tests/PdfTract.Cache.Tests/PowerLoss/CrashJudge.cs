namespace PdfTract.Cache.Tests.PowerLoss;

/// <summary>
/// Puts one state after another on the disk and uses the cache there as the next build would: read, store, read, clean up.
/// Each state that is new is tried once, wherever in the calls it comes up.
/// </summary>
internal sealed class CrashJudge(string disk, string root, IReadOnlyList<CrashEntry> entries)
{
    private readonly Dictionary<string, bool> _isNewHit = new(StringComparer.Ordinal);
    private readonly HashSet<string> _final = new(StringComparer.Ordinal);
    private readonly string _restored = Path.Combine(Path.GetDirectoryName(disk)!, "restored");
    private readonly List<string> _problems = [];

    public Tally Tally { get; } = new();

    /// <summary>The first few, each with its state.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>How many states there may be once the store has reported success.</summary>
    public int FinalStates => _final.Count;

    public int FinalHits => _final.Count(state => _isNewHit[state]);

    public void Judge(IEnumerable<DiskState> states, bool storeHasReported)
    {
        foreach (var state in states)
        {
            var signature = state.Signature();
            if (!_isNewHit.ContainsKey(signature))
            {
                state.WriteTo(disk);
                var others = Others();
                _isNewHit[signature] = IsNewHit(signature);
                NextBuild(signature);
                if (others.Length == 0 || !others.SequenceEqual(Others()))
                {
                    Report("somebody's file or another key's entry was touched", signature);
                }
            }

            if (storeHasReported)
            {
                _final.Add(signature);
            }
        }
    }

    /// <returns>Whether every entry is a hit with its new bytes.</returns>
    private bool IsNewHit(string state)
    {
        Tally.States++;
        using var cache = new ExtractionCache(new CacheSettings(root) { Fsync = false });
        return entries.Count(entry => IsNewHit(cache, entry, state)) == entries.Count;
    }

    private bool IsNewHit(ExtractionCache cache, CrashEntry entry, string state)
    {
        var result = Restore(cache, entry);
        var (isNew, isOld) = (Holds(entry.Fresh), entry.Old is not null && Holds(entry.Old));
        if (result.IsHit ? !(isNew || isOld) : Directory.Exists(_restored))
        {
            Tally.Wrong++;
            Report($"{result.Reason} with wrong bytes", state);
        }

        Tally.NewHits += isNew ? 1 : 0;
        Tally.OldHits += isOld ? 1 : 0;
        Tally.Absent += result.Reason == MissReason.Absent ? 1 : 0;
        Tally.Corrupt += result.Reason == MissReason.Corrupt ? 1 : 0;
        Tally.OtherMisses += result.Reason is MissReason.None or MissReason.Absent or MissReason.Corrupt ? 0 : 1;
        return isNew;
    }

    /// <summary>It stores and reads as if nothing had happened, its clean-up removes what the dead store left, and nothing else.</summary>
    private void NextBuild(string state)
    {
        using var cache = new ExtractionCache(new CacheSettings(root) { Fsync = false });
        var provenance = new Provenance("host", "1.2.3", DateTime.UnixEpoch, TimeSpan.Zero);
        var results = cache.StoreAll([.. entries.Select(entry => new StoreRequest(entry.Key, provenance, entry.Fresh))]);
        if (results.Any(result => result.Outcome != StoreOutcome.Stored))
        {
            Report($"the next store was {string.Join(", ", results)}", state);
            return;
        }

        foreach (var temp in Temps())
        {
            File.SetLastWriteTimeUtc(temp, DateTime.UtcNow.AddHours(-2));
        }

        var cleaned = cache.Cleanup();
        if (cleaned is not { Root: RootState.Cache, Failures: 0 } || Temps().Any())
        {
            Report($"the clean-up left {string.Join(", ", Temps())} ({cleaned})", state);
        }

        if (!entries.All(entry => Restore(cache, entry).IsHit && Holds(entry.Fresh)))
        {
            Report("what the next store wrote is no hit", state);
        }
    }

    private RestoreResult Restore(ExtractionCache cache, CrashEntry entry)
    {
        if (Directory.Exists(_restored))
        {
            Directory.Delete(_restored, recursive: true);
        }

        return cache.Restore(entry.Key, [.. entry.Fresh.Select(output => new OutputFile(output.Kind, Restored(output)))]);
    }

    private bool Holds(OutputFile[] outputs) => Array.TrueForAll(
        outputs, output => File.Exists(Restored(output)) && File.ReadAllBytes(Restored(output)).AsSpan().SequenceEqual(File.ReadAllBytes(output.Path)));

    private string Restored(OutputFile output) => Path.Combine(_restored, output.Kind);

    private IEnumerable<string> Temps() => AllFiles().Where(file => file.Contains(".tmp.", StringComparison.Ordinal));

    /// <summary>All that is neither these entries' nor of the root itself, with bytes and time.</summary>
    private (string, DateTime, string)[] Others() =>
    [
        .. AllFiles()
            .Where(file => Path.GetDirectoryName(file) != root && !entries.Any(entry => Path.GetFileName(file).StartsWith(entry.Key.EntryName, StringComparison.Ordinal)))
            .Select(file => (file, File.GetLastWriteTimeUtc(file), Convert.ToHexString(File.ReadAllBytes(file)))),
    ];

    private IEnumerable<string> AllFiles() => Directory.EnumerateFiles(disk, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private void Report(string problem, string state)
    {
        if (_problems.Count < 10)
        {
            _problems.Add($"{problem}: {state}");
        }
    }
}
