using System.Runtime.InteropServices;
using System.Text;

namespace PdfTract.Cache;

/// <summary>
/// The few calls of the C library that .NET has no exact form of. They answer as the kernel does: what they were asked for, or minus errno.
/// Not for Windows.
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

    /// <summary>.NET Framework cannot be asked for errno; it runs on Windows, where none of this is called.</summary>
    public const bool NotesError =
#if NETFRAMEWORK
        true;
#else
        false;
#endif

    /// <summary>Over whatever file has the name.</summary>
    public static int Rename(string from, string to)
    {
        fixed (byte* source = Text(from, stackalloc byte[OnStack]), destination = Text(to, stackalloc byte[OnStack]))
        {
            return Answer(Call(source, destination));
        }

        [DllImport(Library, EntryPoint = "rename", SetLastError = NotesError)]
        static extern int Call(byte* from, byte* to);
    }

    /// <summary>Gives a file a second name, which nobody may have.</summary>
    public static int Link(string existing, string name)
    {
        fixed (byte* source = Text(existing, stackalloc byte[OnStack]), destination = Text(name, stackalloc byte[OnStack]))
        {
            return Answer(Call(source, destination));
        }

        [DllImport(Library, EntryPoint = "link", SetLastError = NotesError)]
        static extern int Call(byte* existing, byte* name);
    }

    /// <param name="path">What to open; nothing is created, so that the mode may be left out.</param>
    /// <param name="flags">O_RDONLY and the like, by the numbers of this system.</param>
    /// <returns>A descriptor.</returns>
    public static int Open(string path, int flags)
    {
        fixed (byte* text = Text(path, stackalloc byte[OnStack]))
        {
            return Answer(Call(text, flags));
        }

        [DllImport(Library, EntryPoint = "open", SetLastError = NotesError)]
        static extern int Call(byte* path, int flags);
    }

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

    public static int Close(int descriptor)
    {
        return Answer(Call(descriptor));

        [DllImport(Library, EntryPoint = "close", SetLastError = NotesError)]
        static extern int Call(int descriptor);
    }

    /// <param name="processId">Whom.</param>
    /// <param name="signal">0: nothing is sent, and only asked whether that would work.</param>
    public static int Kill(int processId, int signal)
    {
        return Answer(Call(processId, signal));

        [DllImport(Library, EntryPoint = "kill", SetLastError = NotesError)]
        static extern int Call(int processId, int signal);
    }

    /// <param name="path">The folder; its parent must be there.</param>
    /// <param name="mode">The permissions, of which the umask takes its part.</param>
    public static int MakeFolder(string path, int mode)
    {
        fixed (byte* text = Text(path, stackalloc byte[OnStack]))
        {
            return Answer(Call(text, mode));
        }

        [DllImport(Library, EntryPoint = "mkdir", SetLastError = NotesError)]
        static extern int Call(byte* path, int mode);
    }

    /// <summary>Both times become the file system's own "now", which works on another owner's file.</summary>
    /// <param name="path">An absolute path.</param>
    /// <param name="flags">AT_SYMLINK_NOFOLLOW, or 0.</param>
    public static int SetTimesToNow(string path, int flags)
    {
        const int CurrentFolder = -100;
        fixed (byte* text = Text(path, stackalloc byte[OnStack]))
        {
            return Answer(Call(CurrentFolder, text, null, flags));
        }

        [DllImport(Library, EntryPoint = "utimensat", SetLastError = NotesError)]
        static extern int Call(int folder, byte* path, void* times, int flags);
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
