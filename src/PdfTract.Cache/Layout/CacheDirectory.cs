using PdfTract.Cache.Keys;
using PdfTract.Cache.Platform;
using PdfTract.Cache.Settings;
using PdfTract.Cache.Temps;

namespace PdfTract.Cache.Layout;

/// <summary>
/// The one owner of a cache's directory: it knows where things are, holds the root open, and makes files and folders there with the root's
/// permissions. Stores, claims and clean-ups are given it. Safe for several threads at once.
/// </summary>
internal sealed class CacheDirectory : IDisposable
{
    /// <summary>Touches no disk.</summary>
    /// <exception cref="ArgumentException">The root is not a full path.</exception>
    public CacheDirectory(CacheSettings settings)
    {
        Settings = settings;
        Layout = new CacheLayout(settings.Root);
        Root = new CacheRoot(Layout, settings);
    }

    public CacheSettings Settings { get; }

    /// <summary>For messages and tests: what is there is opened below <see cref="Root"/>, and never by its path (H73).</summary>
    public CacheLayout Layout { get; }

    public CacheRoot Root { get; }

    /// <summary>Opens a key's entry.</summary>
    /// <inheritdoc cref="CacheRoot.File"/>
    public OpenFile? OpenEntry(CacheKey key) => Root.File(CacheLayout.EntryBelowRoot(key));

    /// <summary>Opens the folder of a key's entry, which is the caller's to dispose of.</summary>
    /// <returns>Null when there is none.</returns>
    /// <exception cref="IOException">A link or a file is in the way, or an I/O error.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be entered.</exception>
    public OpenFolder? TryOpenShard(CacheKey key) => Root.TryOpen()?.Enter(CacheLayout.ShardBelowRoot(key));

    /// <summary>What makes files and folders below the root as it is now.</summary>
    /// <exception cref="DirectoryNotFoundException">The root is gone.</exception>
    public RootPermissions OpenToWrite() => new(Root.Open(), Settings);

    /// <summary>The share's clock: file times are compared with nothing else (H30).</summary>
    /// <inheritdoc cref="ShareClock.Read"/>
    public DateTime ReadClock() => ShareClock.Read(Root.Open(), CacheLayout.NewProbe(), OpenToWrite().CreateNew, CacheLayout.MarkerName);

    public void Reached(ProtocolStep step, CacheKey key) => Settings.Probe?.Invoke(step, Layout.Entry(key));

    public void Dispose() => Root.Dispose();
}
