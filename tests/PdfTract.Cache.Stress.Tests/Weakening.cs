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
            (Cache + "Temps/TempName.cs", "Guid.NewGuid().ToByteArray()", "new byte[2 * sizeof(ulong)]"),
            (Cache + "Temps/TempName.cs", "Pid.Value.ToString(CultureInfo.InvariantCulture)", "\"1\""),
            (Cache + "Platform/OpenFlags.cs", "Os.IsMac ? 0x200 | 0x800 : 0x40 | 0x80", "Os.IsMac ? 0x200 | 0x400 : 0x40 | 0x200"),
            (Cache + "Platform/SharedFile.cs", "FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete", "FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete")),
        new("H14", "the checksum", "corruption",
            (Cache + "Entries/EntryReader.cs", "ChecksumOf(head, bodiesStart, file, length, cancellationToken) != prefix.Checksum", "length < 0"),
            (Cache + "Entries/EntryReader.cs", "Checksum128.Of(destination) != output.RawChecksum", "destination.IsEmpty && output.RawLength > 0"),
            (Cache + "Entries/BodyReader.cs", "|| Checksum128.Of(_rawChecksum) != output.RawChecksum", "")),
        new("H03", "the rename: entries are written in place", "acceptance",
            (Cache + "Stores/ReplaceEntry.cs", "shard.Rename(temp, entry, writeThrough);", "using (var t = SharedFile.OpenRead(shard.PathOf(temp))) using (var e = new FileStream(shard.PathOf(entry), FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete)) { t.CopyTo(e); }")),
        new("H01", "the second look before a corrupt-delete", "corruption",
            (Cache + "Stores/CorruptEntryRemover.cs", "reason != MissReason.Corrupt && shard.RenameIntoFreeName(aside, entry)", "reason == MissReason.Refresh")),
        new("H31", "the re-check before eviction", "eviction",
            (Cache + "Eviction/EntryRemoval.cs", "FileStamp.Of(status) != file.Stamp", "status.Length < 0")),
        new("H73", "the refusal of links below the root", "hostile",
            (Cache + "Platform/PosixNames.cs", "const ulong NoLinks = 0x4;", "const ulong NoLinks = 0;"),
            (Cache + "Platform/PosixFolder.cs", "ToOpen | OpenFlags.NoFollow", "ToOpen"),
            (Cache + "Platform/PosixFolder.cs", "pathOnly | OpenFlags.Folder | OpenFlags.NoFollow", "pathOnly | OpenFlags.Folder")),
        new("H73", "permissions by descriptor: they are set by name, as slowly as on a share", "hostile",
            (Cache + "Platform/PosixFolder.cs", "_ = Posix.SetPermissions(Descriptor, bits);", "for (var look = 0; look < 40 && new FileInfo(Path).LinkTarget is null; look++) { Thread.Sleep(10); } System.IO.File.SetUnixFileMode(Path, (UnixFileMode)bits);")),
        new("H76", "the opening that does not wait", "hostile",
            (Cache + "Platform/OpenFile.cs", "OpenFlags.ReadOnly | OpenFlags.NonBlocking | OpenFlags.CloseOnExec", "OpenFlags.ReadOnly | OpenFlags.CloseOnExec")),
    ];

    public override string ToString() => Name;
}
