using System.Collections.Concurrent;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Fingerprints;

/// <summary>
/// Remembers fingerprints from one build of a project to the next, so that what did not change is not hashed again. The file is the
/// project's own, beside its other intermediate files, and never shared: who can write there can write the results themselves.
/// </summary>
/// <remarks>
/// Invariants: (1) a fingerprint is used only for the same path with the same <see cref="FileIdentity"/>; (2) it is remembered under
/// the identity that the file had before the hashing, and only if that was <see cref="SettlingTime"/> old and the file has settled
/// (<see cref="FileSettling"/>): an edit during the hashing or at any time later has another change time, and cannot fall into the
/// same tick (H11, H50); (3) whatever is not sure is hashed. What an extraction is stored under is hashed again in any case.
/// </remarks>
internal sealed class FingerprintMemo
{
    /// <summary>
    /// Two seconds would do for the ticks of all clocks. After half a minute the kernel has written out what was written, so
    /// that a fresh clone's documents are not made to go to the disk in the middle of a build.
    /// </summary>
    public static readonly TimeSpan SettlingTime = TimeSpan.FromMinutes(1);

    private const long NanosecondsPerTick = 100;

    private static readonly DateTime Epoch = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly string _file;
    private readonly Func<DateTime> _utcNow;
    private readonly Dictionary<string, RememberedFingerprint> _before;
    private readonly ConcurrentDictionary<string, RememberedFingerprint> _now = new(StringComparer.Ordinal);
    private volatile Answer? _lastDevice;
    private volatile bool _hasNews;
    private int _remembered;

    private FingerprintMemo(string file, Dictionary<string, RememberedFingerprint>? before, Func<DateTime> utcNow)
    {
        _file = file;
        _utcNow = utcNow;
        _before = before ?? new(StringComparer.Ordinal);
        _hasNews = before is null;
    }

    /// <summary>Reads what is remembered. A file that is missing, damaged or somebody else's means that nothing is.</summary>
    /// <param name="file">The file's full path.</param>
    /// <param name="forget">Hash everything, and remember it anew.</param>
    /// <param name="utcNow">The clock of the kernel that sets the files' times; for tests.</param>
    public static FingerprintMemo Open(string file, bool forget = false, Func<DateTime>? utcNow = null) =>
        new(file, forget ? null : FingerprintMemoFile.Read(file), utcNow ?? (() => DateTime.UtcNow));

    /// <summary>How many fingerprints were remembered and not taken.</summary>
    public int Remembered => _remembered;

    /// <summary>The fingerprint of a document. May be called from several threads at once, for another document each.</summary>
    /// <inheritdoc cref="Fingerprint.OfFile"/>
    public Digest256 Of(string path, CancellationToken cancellationToken = default)
    {
        if (FileIdentity.Of(path) is not { } identity)
        {
            return Fingerprint.OfFile(path, cancellationToken);
        }

        if (_before.TryGetValue(path, out var remembered) && remembered.Identity == identity)
        {
            _now[path] = remembered;
            Interlocked.Increment(ref _remembered);
            return remembered.Fingerprint;
        }

        var isSettled = IsSettled(path, identity);
        var fingerprint = Fingerprint.OfFile(path, cancellationToken);
        if (isSettled)
        {
            _now[path] = new RememberedFingerprint(identity, fingerprint);
            _hasNews = true;
        }

        return fingerprint;
    }

    /// <summary>Goes on remembering what is known of a document that this build does not ask for.</summary>
    public void Keep(string path)
    {
        if (_before.TryGetValue(path, out var remembered))
        {
            _now.TryAdd(path, remembered);
        }
    }

    /// <summary>Writes what is remembered now, if that is not what the file holds. Failing to costs the next build its hashing again.</summary>
    public void Save()
    {
        if (FileIdentity.IsKnown && (_hasNews || _now.Count != _before.Count))
        {
            FingerprintMemoFile.TryWrite(_file, _now);
        }
    }

    /// <summary>Asked before the hashing begins.</summary>
    private bool IsSettled(string path, FileIdentity identity)
    {
        var latest = (_utcNow() - SettlingTime - Epoch).Ticks * NanosecondsPerTick;
        return identity.Modified < latest
            && identity.Changed < latest
            && IsOnKnownFileSystem(path, identity.Device)
            && FileSettling.TrySettle(path);
    }

    /// <summary>Asked once, as long as the documents are on one device. A dictionary of numbers would take the JIT 2 ms of the first hit.</summary>
    private bool IsOnKnownFileSystem(string path, ulong device)
    {
        var last = _lastDevice;
        if (last is null || last.Device != device)
        {
            _lastDevice = last = new Answer(device, FileSettling.IsOnKnownFileSystem(path));
        }

        return last.IsKnown;
    }

    private sealed record Answer(ulong Device, bool IsKnown);
}
