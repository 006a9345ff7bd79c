using System.Diagnostics;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Settings;

/// <summary>How one process uses a cache directory. Processes with different settings may share one directory.</summary>
/// <param name="Root">The directory, as a full path.</param>
public sealed record CacheSettings(string Root)
{
    /// <summary>Serve hits and write nothing at all: no store, no touch, no removal, no clean-up (H45).</summary>
    public bool ReadOnly { get; init; }

    /// <summary>
    /// Flush every entry to the device before it is published, so that a power loss cannot leave an entry with a name and no
    /// content. Without it such an entry is found by its checksum and is a miss; see PDFTRACT_CACHE_NO_FSYNC.
    /// </summary>
    public bool Fsync { get; init; } = true;

    /// <summary>
    /// Bytes that a clean-up reduces the cache to; null for no limit. One entry larger than this is not stored (H35), and a file that is
    /// longer is no entry: it is a miss before any of it is read (H75).
    /// </summary>
    public long? MaxSize { get; init; }

    /// <summary>An entry that nobody used for this long is removed by a clean-up; null for no limit.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>
    /// Sign what is stored, and trust nothing that is not signed with this key (H45). Null: sign nothing, and trust whatever
    /// is whole. Builds with and without a key may share a directory.
    /// </summary>
    public SigningKey? SigningKey { get; init; }

    /// <summary>
    /// How many cores one <see cref="ExtractionCache.StoreAll"/> may keep busy at once. Threads that wait for the disk are not
    /// counted.
    /// </summary>
    public int Cores { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// How long one build waits, in one process and in all, for documents that others are extracting: see <see cref="Sessions.ExtractionQueue"/>. Zero: never.
    /// </summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>This machine's clock, which may be wrong: nothing but "is it time again" may depend on it (H30).</summary>
    internal Func<DateTime> UtcNow { get; init; } = () => DateTime.UtcNow;

    /// <summary>The time since some moment in the past. No one sets this clock.</summary>
    internal Func<TimeSpan> Elapsed { get; init; } = () => TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);

    /// <summary>Returns after this time, or at once when it is cancelled.</summary>
    internal Action<TimeSpan, CancellationToken> Pause { get; init; } = (time, cancellationToken) => cancellationToken.WaitHandle.WaitOne(time);

    /// <summary>Called at every step of every protocol; what it throws is treated as that step's failure.</summary>
    internal Action<ProtocolStep, string>? Probe { get; init; }

    internal void Reached(ProtocolStep step, string path) => Probe?.Invoke(step, path);

    /// <summary>The same: the path is put together only for a test that listens.</summary>
    internal void Reached(ProtocolStep step, OpenFolder folder, string name) => Probe?.Invoke(step, folder.PathOf(name));
}
