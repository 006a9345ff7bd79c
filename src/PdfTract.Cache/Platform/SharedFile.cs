namespace PdfTract.Cache.Platform;

/// <summary>
/// How files are opened by path with .NET's own means: nobody is ever kept from reading, replacing or deleting what we hold open.
/// FileShare.None would be an advisory lock on Unix that other .NET readers trip over, and a real one on Windows.
/// </summary>
internal static class SharedFile
{
    /// <summary>Our buffers are the pooled ones of the caller; the stream's own would copy every byte once more.</summary>
    private const int Unbuffered = 1;

    /// <summary>Read and write for all; the umask takes its part: 0666.</summary>
    private const int PlainFile = 0x1B6;

    /// <summary>For what is known to be a regular file: opening anything else may wait.</summary>
    public static FileStream OpenRead(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Write | FileShare.Delete, Unbuffered);

    /// <summary>Creates a file that must not exist yet: two writers can never share one, whatever their names (H02).</summary>
    /// <exception cref="DirectoryNotFoundException">Its folder is not there.</exception>
    /// <exception cref="IOException">It exists, the disk is full, …</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static Stream CreateNew(string path) => OpenFile.HasDescriptors ? CreateNew(PosixNames.CurrentFolder, path, path, PlainFile) : CreateStream(path);

    /// <summary>The same in an open folder.</summary>
    public static PosixFile CreateNew(int folder, string name, string path, int mode)
    {
        var descriptor = PosixNames.Open(folder, name, OpenFlags.ReadWrite | OpenFlags.CreateNew | OpenFlags.NoFollow | OpenFlags.CloseOnExec, mode);
        return descriptor >= 0 ? PosixFile.ToWrite(descriptor, path) : throw IoError.OfPosix(-descriptor, $"create '{path}'");
    }

    private static FileStream CreateStream(string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete, Unbuffered);
        }
        catch (FileNotFoundException e)
        {
            // A new file itself cannot be missing: its folder was replaced at this moment.
            throw new DirectoryNotFoundException(e.Message, e);
        }
    }
}
