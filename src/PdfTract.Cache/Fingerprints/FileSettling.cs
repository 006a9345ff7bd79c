using System.Runtime.InteropServices;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Fingerprints;

/// <summary>
/// Makes sure that no later write to a file can go by its change time unseen. The kernel sets that time when a page of a mapped
/// file becomes writable, and not again until the page has been written out: a program that keeps a file mapped can change a page
/// long after the time that the change bears. So the file's pages are written out first, and the next write is seen again.
/// </summary>
internal static unsafe class FileSettling
{
    /// <summary>SYNC_FILE_RANGE_WAIT_BEFORE, _WRITE and _WAIT_AFTER: to the page, without a flush of the device.</summary>
    private const uint WriteAndWait = 0x7;

    private const int FileSystemLength = 256;

    /// <summary>
    /// ext2 to ext4, XFS and Btrfs: their times are this kernel's own. A network file system shows times that it asked for seconds
    /// ago, FUSE what its program likes, and tmpfs never writes a page out.
    /// </summary>
    private const long Ext = 0xEF53, Xfs = 0x58465342, Btrfs = 0x9123683E;

    /// <summary>Whether the file is on a file system for which <see cref="TrySettle"/> holds.</summary>
    public static bool IsOnKnownFileSystem(string path)
    {
        // On 64-bit systems the type is a long. Elsewhere this matches nothing.
        Span<byte> status = stackalloc byte[FileSystemLength];
        fixed (byte* text = Posix.Text(path, stackalloc byte[Posix.OnStack]), bytes = status)
        {
            return Call(text, bytes) == 0 && *(long*)bytes is Ext or Xfs or Btrfs;
        }

        [DllImport(Posix.Library, EntryPoint = "statfs")]
        static extern int Call(byte* path, byte* status);
    }

    /// <summary>Nothing to do for a file that nobody wrote to for half a minute: 2 µs.</summary>
    /// <returns>Whether every write from now on changes the change time.</returns>
    public static bool TrySettle(string path)
    {
        var descriptor = PosixNames.Open(PosixNames.CurrentFolder, path, OpenFile.ToRead);
        if (descriptor < 0)
        {
            return false;
        }

        try
        {
            return Call(descriptor, 0, 0, WriteAndWait) == 0;
        }
        finally
        {
            _ = Posix.Close(descriptor);
        }

        [DllImport(Posix.Library, EntryPoint = "sync_file_range")]
        static extern int Call(int descriptor, long offset, long length, uint flags);
    }
}
