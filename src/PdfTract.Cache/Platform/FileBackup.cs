namespace PdfTract.Cache;

/// <summary>Keeps a file's content under a second name while its first name stays where it is.</summary>
internal static class FileBackup
{
    /// <summary>A hard link, which copies nothing; a copy where the file system has no links.</summary>
    public static void Create(string file, string backup)
    {
        var linked = Native.IsWindows
            ? Native.CreateHardLink(backup, file, IntPtr.Zero)
            : Native.PosixLink(file, backup) == 0;
        if (!linked)
        {
            RegularFile.Require(file);
            File.Copy(file, backup);
        }
    }
}
