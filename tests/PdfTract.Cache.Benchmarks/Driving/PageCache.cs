using System.Runtime.InteropServices;

namespace PdfTract.Cache.Benchmarks.Driving;

/// <summary>
/// Memory for the files that a round makes. On a virtual machine, a page that the guest has not used lately is fetched from the host when
/// it is written to: measured, 2.4 ms a MiB where the copying takes 0.2. Whoever happens to get such pages would look ten times slower.
/// </summary>
internal sealed class PageCache(string file)
{
    private const int DropPages = 4;

    private readonly byte[] _block = new byte[1 << 20];

    /// <summary>Uses so much memory as cache of a file, and gives it back: what is written next gets these pages. Linux only.</summary>
    public void Warm(long bytes)
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var handle = File.OpenHandle(file, FileMode.OpenOrCreate, FileAccess.Write);
        for (var offset = 0L; offset < bytes; offset += _block.Length)
        {
            RandomAccess.Write(handle, _block, offset);
        }

        // Only what is on the disk can be dropped. No fsync: by a commit of its journal ext4 comes to know of deletions of the last six
        // minutes, and makes new files twelve times slower.
        if (!FileSettling.TrySettle(file) || Advise(handle, 0, 0, DropPages) != 0)
        {
            throw new IOException("The pages of the warm-up file could not be dropped.");
        }
    }

    [DllImport("libc", EntryPoint = "posix_fadvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(SafeHandle file, long offset, long length, int advice);
}
