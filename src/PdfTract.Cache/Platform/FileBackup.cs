namespace PdfTract.Cache.Platform;

/// <summary>Keeps a file's content under a second name while its first name stays where it is.</summary>
internal static class FileBackup
{
    /// <summary>A hard link, which copies nothing; a copy where the file system has no links.</summary>
    public static void Create(string file, string backup)
    {
        if ((Os.IsWindows ? Win32.Link(FileRename.LongPath(Path.GetFullPath(file)), FileRename.LongPath(Path.GetFullPath(backup))) : PosixNames.Link(PosixNames.CurrentFolder, file, backup)) == 0)
        {
            return;
        }

        using var from = OpenFile.Existing(file);
        using var to = SharedFile.CreateNew(backup);
        from.Content.CopyTo(to);
    }
}
