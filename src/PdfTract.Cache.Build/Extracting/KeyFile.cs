using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using PdfTract.Cache.Fingerprints;
using PdfTract.Cache.Keys;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>A file whose content is part of the key, besides the documents: as it was when the key was made.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Name">What it is called in the key: no path of this clone or machine.</param>
/// <param name="Digest">SHA-256 of its content.</param>
/// <param name="Stamp">The state that it was in; empty when it was too young then for its time to tell two states apart.</param>
internal sealed record KeyFile(string Path, string Name, string Digest, string Stamp)
{
    /// <summary>No clock of a file system ticks more slowly (H50).</summary>
    private static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(2);

    /// <exception cref="IOException">It cannot be read, or it changed while it was read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static KeyFile Read(string path, string name, CancellationToken cancellationToken)
    {
        RegularFile.Require(path);
        var stamp = FileStamp.Of(path);
        var isYoung = stamp.ModifiedUtc > DateTime.UtcNow - LongestTick;
        var state = isYoung ? "" : StateOf(path, stamp);
        return new KeyFile(path, name, Fingerprint.OfFile(path, cancellationToken).ToString(), state);
    }

    public static KeyFile Of(ITaskItem item) =>
        new(item.GetMetadata("FullPath"), item.GetMetadata(nameof(Name)), item.GetMetadata(nameof(Digest)), item.GetMetadata(nameof(Stamp)));

    public ITaskItem ToItem() =>
        new TaskItem(Escape(Path), new Dictionary<string, string> { [nameof(Name)] = Escape(Name), [nameof(Digest)] = Digest, [nameof(Stamp)] = Stamp });

    /// <summary>Looks at it again.</summary>
    public bool IsUnchanged()
    {
        try
        {
            return Stamp.Length > 0 ? StateOf(Path, FileStamp.Of(Path)) == Stamp : Fingerprint.OfFile(Path).ToString() == Digest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string StateOf(string path, FileStamp stamp) => FileIdentity.Of(path) is { } identity
        ? string.Join(" ", new[] { (long)identity.Device, (long)identity.Inode, identity.Length, identity.Modified, identity.Changed }.Select(Text))
        : $"{Text(stamp.Length)} {Text(stamp.ModifiedUtc.Ticks)}";

    /// <summary>An item's text is unescaped when it is read.</summary>
    private static string Escape(string text) => text.Replace("%", "%25");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
