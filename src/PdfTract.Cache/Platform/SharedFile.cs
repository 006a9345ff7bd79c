namespace PdfTract.Cache;

/// <summary>
/// How files are opened here: nobody is ever kept from reading, replacing or deleting what we hold open. FileShare.None
/// would be an advisory lock on Unix that other .NET readers trip over, and a real one on Windows.
/// </summary>
internal static class SharedFile
{
    /// <summary>Our buffers are the pooled ones of the caller; the stream's own would copy every byte once more.</summary>
    public const int Unbuffered = 1;

    /// <exception cref="IOException">Among others: a pipe or a device stands there, whose reading might never end.</exception>
    public static FileStream OpenRead(string path)
    {
        RegularFile.Require(path);
        return new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Write | FileShare.Delete, Unbuffered);
    }

    /// <summary>Creates a file that must not exist yet: two writers can never share one, whatever their names (H02).</summary>
    public static FileStream CreateNew(string path, int bufferSize = Unbuffered) =>
        new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, bufferSize);
}
