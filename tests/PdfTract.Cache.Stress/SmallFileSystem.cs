namespace PdfTract.Cache.Stress;

/// <summary>A real file system of a few MiB, mounted for one row.</summary>
internal sealed class SmallFileSystem : IDisposable
{
    private SmallFileSystem(string path) => Path = path;

    public string Path { get; }

    /// <returns>Null where mounting is not allowed, with the reason.</returns>
    public static SmallFileSystem? TryMount(string path, int megabytes, out string reason)
    {
        reason = "";
        if (!OperatingSystem.IsLinux())
        {
            reason = "tmpfs is Linux's";
            return null;
        }

        Directory.CreateDirectory(path);
        reason = SystemTool.Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "pdftract-stress", path);
        return reason.Length == 0 ? new SmallFileSystem(path) : null;
    }

    public void Dispose() => SystemTool.Run("umount", Path);
}
