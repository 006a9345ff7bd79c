namespace PdfTract.Cache.Tests.PowerLoss;

/// <summary>A system call that changes the disk, or makes a change certain.</summary>
internal abstract record DiskCall(string Path)
{
    internal sealed record MakeFolder(string Path) : DiskCall(Path);

    internal sealed record CreateFile(string Path) : DiskCall(Path);

    internal sealed record WriteBytes(string Path, int Offset, byte[] Bytes) : DiskCall(Path);

    internal sealed record SetLength(string Path, int Length) : DiskCall(Path);

    internal sealed record Link(string Path, string NewName) : DiskCall(Path);

    internal sealed record Rename(string Path, string NewName) : DiskCall(Path);

    internal sealed record Unlink(string Path) : DiskCall(Path);

    /// <summary>fsync of a file, which makes its bytes certain, or of a folder, which makes the names in it certain.</summary>
    internal sealed record Flush(string Path) : DiskCall(Path);
}
