using System.Runtime.InteropServices;
using System.Text;

namespace PdfTract.Cache.Platform;

/// <summary>
/// The calls of the C library on open files. They answer as the kernel does: what they were asked for, or minus errno. Those on names are
/// in <see cref="PosixNames"/>. Not for Windows.
/// </summary>
/// <remarks>
/// Nothing but numbers and pointers is passed, because only such a call can be compiled ahead of time: for text, and for SetLastError, the
/// JIT makes a stub, which takes 0.2 ms of a node's first hit each. And errno is fetched at once, by the code that made the call: what .NET
/// keeps as the last error was once overwritten by a call of the host's, which loaded an assembly in between, and a busy entry was taken
/// for a free one (H19).
/// </remarks>
internal static unsafe class Posix
{
    public const string Library = "libc";

    /// <summary>Room for most paths in UTF-8; a longer one gets an array.</summary>
    public const int OnStack = 512;

    /// <summary>EINTR: a signal came first. The call is made again.</summary>
    public const int Interrupted = 4;

    /// <summary>.NET Framework cannot be asked for errno; it runs on Windows, where none of this is called.</summary>
    public const bool NotesError =
#if NETFRAMEWORK
        true;
#else
        false;
#endif

    /// <returns>How many bytes were read; 0 at the end.</returns>
    public static int Read(int descriptor, Span<byte> buffer, long offset)
    {
        fixed (byte* bytes = buffer)
        {
            return Answer((int)Call(descriptor, bytes, buffer.Length, offset));
        }

        [DllImport(Library, EntryPoint = "pread", SetLastError = NotesError)]
        static extern nint Call(int descriptor, byte* buffer, nint count, long offset);
    }

    /// <returns>How many bytes were written: possibly fewer than there are.</returns>
    public static int Write(int descriptor, ReadOnlySpan<byte> buffer, long offset)
    {
        fixed (byte* bytes = buffer)
        {
            return Answer((int)Call(descriptor, bytes, buffer.Length, offset));
        }

        [DllImport(Library, EntryPoint = "pwrite", SetLastError = NotesError)]
        static extern nint Call(int descriptor, byte* buffer, nint count, long offset);
    }

    /// <summary>Cuts an open file off, or extends it by a hole.</summary>
    public static int Truncate(int descriptor, long length)
    {
        return Answer(Call(descriptor, length));

        [DllImport(Library, EntryPoint = "ftruncate", SetLastError = NotesError)]
        static extern int Call(int descriptor, long length);
    }

    /// <param name="descriptor">An open file.</param>
    /// <param name="operation">LOCK_SH and the like.</param>
    public static int Lock(int descriptor, int operation)
    {
        return Answer(Call(descriptor, operation));

        [DllImport(Library, EntryPoint = "flock", SetLastError = NotesError)]
        static extern int Call(int descriptor, int operation);
    }

    public static int Fsync(int descriptor)
    {
        return Answer(Call(descriptor));

        [DllImport(Library, EntryPoint = "fsync", SetLastError = NotesError)]
        static extern int Call(int descriptor);
    }

    /// <summary>macOS: fsync stops at the device's own cache, this does not.</summary>
    public static int FullFsync(int descriptor)
    {
        const int FullSync = 51;
        return Answer(Call(descriptor, FullSync));

        [DllImport(Library, EntryPoint = "fcntl", SetLastError = NotesError)]
        static extern int Call(int descriptor, int command);
    }

    public static int Close(int descriptor)
    {
        return Answer(Call(descriptor));

        [DllImport(Library, EntryPoint = "close", SetLastError = NotesError)]
        static extern int Call(int descriptor);
    }

    /// <summary>Sets the twelve permission bits of an open file or folder: whatever its name means by now (H73).</summary>
    public static int SetPermissions(int descriptor, int bits)
    {
        return Answer(Call(descriptor, bits));

        [DllImport(Library, EntryPoint = "fchmod", SetLastError = NotesError)]
        static extern int Call(int descriptor, int bits);
    }

    /// <summary>The user that files are created as and permissions are checked against.</summary>
    public static int EffectiveUser()
    {
        return Call();

        [DllImport(Library, EntryPoint = "geteuid")]
        static extern int Call();
    }

    /// <returns>How long a file this process may make (ulimit -f), in bytes; <see cref="long.MaxValue"/> for any length.</returns>
    public static long FileSizeLimit()
    {
        const int FileSize = 1;
        var limit = stackalloc ulong[2];
        return Call(FileSize, limit) != 0 || limit[0] > long.MaxValue ? long.MaxValue : (long)limit[0];

        [DllImport(Library, EntryPoint = "getrlimit")]
        static extern int Call(int resource, ulong* limit);
    }

    /// <param name="processId">Whom.</param>
    /// <param name="signal">0: nothing is sent, and only asked whether that would work.</param>
    public static int Kill(int processId, int signal)
    {
        return Answer(Call(processId, signal));

        [DllImport(Library, EntryPoint = "kill", SetLastError = NotesError)]
        static extern int Call(int processId, int signal);
    }

    /// <summary>A path as the C library takes it: in UTF-8, with a zero behind it.</summary>
    /// <param name="path">The text.</param>
    /// <param name="buffer">Used if it is long enough.</param>
    public static Span<byte> Text(string path, Span<byte> buffer)
    {
        var most = Encoding.UTF8.GetMaxByteCount(path.Length) + 1;
        var bytes = most <= buffer.Length ? buffer : new byte[most];
        fixed (char* from = path)
        {
            fixed (byte* to = bytes)
            {
                to[Encoding.UTF8.GetBytes(from, path.Length, to, bytes.Length)] = 0;
            }
        }

        return bytes;
    }

    /// <summary>To be given what the C library returned, with nothing in between.</summary>
    public static int Answer(int result) =>
#if NETFRAMEWORK
        result < 0 ? -Marshal.GetLastWin32Error() : result;
#else
        result < 0 ? -Marshal.GetLastSystemError() : result;
#endif
}
