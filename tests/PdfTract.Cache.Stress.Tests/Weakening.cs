namespace PdfTract.Cache.Stress.Tests;

/// <summary>One protection taken out of a copy of the sources.</summary>
/// <param name="Case">The hard case that it handles.</param>
/// <param name="Name">The protection.</param>
/// <param name="Profile">The profile that has to notice.</param>
/// <param name="Replacements">Which text of which file becomes what.</param>
public sealed record Weakening(string Case, string Name, string Profile, params (string File, string From, string To)[] Replacements)
{
    private const string Cache = "src/PdfTract.Cache/";

    public static IEnumerable<Weakening> All =>
    [
        new("H02", "the exclusive temp name", "contention",
            (Cache + "Layout/TempName.cs", "Guid.NewGuid().ToByteArray()", "new byte[2 * sizeof(ulong)]"),
            (Cache + "Layout/TempName.cs", "Pid.Value.ToString(CultureInfo.InvariantCulture)", "\"1\""),
            (Cache + "Platform/SharedFile.cs", "FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete", "FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete")),
        new("H14", "the checksum", "corruption",
            (Cache + "Entries/EntryReader.cs", "|| ChecksumOf(head, bodiesStart, file, length, cancellationToken) != prefix.Checksum", ""),
            (Cache + "Entries/EntryReader.cs", "Checksum128.Of(destination) != output.RawChecksum", "destination.IsEmpty && output.RawLength > 0"),
            (Cache + "Entries/BodyReader.cs", "|| Checksum128.Of(_rawChecksum) != output.RawChecksum", "")),
        new("H03", "the rename: entries are written in place", "acceptance",
            (Cache + "Publishing/ReplaceEntry.cs", "FileRename.Replace(temp, entry, settings.Fsync);", "using (var t = SharedFile.OpenRead(temp)) using (var e = new FileStream(entry, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { t.CopyTo(e); }")),
        new("H01", "the second look before a corrupt-delete", "corruption",
            (Cache + "Removing/CorruptEntryRemover.cs", "lookup.Reason != MissReason.Corrupt && FileRename.IntoFreeName(aside, entry)", "lookup.Reason == MissReason.Refresh")),
        new("H31", "the re-check before eviction", "eviction",
            (Cache + "Cleaning/CacheCleaner.cs", "FileStamp.Of(file.FullName) != seen", "!File.Exists(file.FullName)")),
    ];

    public override string ToString() => Name;
}
