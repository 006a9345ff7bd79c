using System.Runtime.InteropServices;

namespace PdfTract.Cache.Platform;

/// <summary>
/// The calls of the C library on names, each relative to an open folder: what the folder's own name means by now does not matter (H73, H76).
/// Answers and rules as for <see cref="Posix"/>. Not for Windows.
/// </summary>
internal static unsafe class PosixNames
{
    /// <summary>AT_FDCWD, in the place of an open folder: the name is a full path, or relative to the current folder.</summary>
    public static readonly int CurrentFolder = Os.IsMac ? -2 : -100;

    private static readonly bool IsAppleArm = Os.IsMac && RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    private static readonly int NoFollow = Os.IsMac ? 0x20 : 0x100;

    private static readonly int RemoveFolder = Os.IsMac ? 0x80 : 0x200;

    /// <summary>Whether this is a Linux with openat2: older kernels do not have it, and the filters of some containers do not let it through.</summary>
    private static readonly bool HasOpenBeneath = Os.IsLinux && TryOpenBeneath();

    /// <param name="folder">An open folder, or <see cref="CurrentFolder"/>.</param>
    /// <param name="name">What to open, below the folder.</param>
    /// <param name="flags">O_RDONLY and the like, by the numbers of this system.</param>
    /// <param name="mode">The permissions of a new file, of which the umask takes its part.</param>
    /// <returns>A descriptor.</returns>
    public static int Open(int folder, string name, int flags, int mode = 0)
    {
        int answer;
        fixed (byte* text = Posix.Text(name, stackalloc byte[Posix.OnStack]))
        {
            do
            {
                answer = Posix.Answer(IsAppleArm ? AppleCall(folder, text, flags, 0, 0, 0, 0, 0, mode) : Call(folder, text, flags, mode));
            }
            while (answer == -Posix.Interrupted);
        }

        return answer;

        [DllImport(Posix.Library, EntryPoint = "openat", SetLastError = Posix.NotesError)]
        static extern int Call(int folder, byte* name, int flags, int mode);

        // The mode is a variable argument, which Apple's processors take from the stack: behind eight in registers.
        [DllImport(Posix.Library, EntryPoint = "openat", SetLastError = Posix.NotesError)]
        static extern int AppleCall(int folder, byte* name, int flags, nint d, nint e, nint f, nint g, nint h, nint mode);
    }

    /// <summary>
    /// Opens a name some folders below another, and follows no link on the way: one call of Linux' openat2, where opening each folder would
    /// take two more for each.
    /// </summary>
    /// <returns>A descriptor; minus errno; null where the kernel cannot, and the caller has to go from folder to folder.</returns>
    public static int? OpenBeneath(int folder, string path, int flags)
    {
        return HasOpenBeneath ? CallOpenBeneath(folder, path, flags) : null;
    }

    private static bool TryOpenBeneath()
    {
        var root = CallOpenBeneath(CurrentFolder, "/", OpenFlags.ReadOnly | OpenFlags.Folder | OpenFlags.CloseOnExec);
        if (root >= 0)
        {
            _ = Posix.Close(root);
        }

        return root >= 0;
    }

    private static int CallOpenBeneath(int folder, string path, int flags)
    {
        const long Number = 437;
        const ulong NoLinks = 0x4;
        var how = stackalloc ulong[3];
        how[0] = (uint)flags;
        how[1] = 0;
        how[2] = NoLinks;
        int answer;
        fixed (byte* text = Posix.Text(path, stackalloc byte[Posix.OnStack]))
        {
            do
            {
                answer = Posix.Answer((int)Call((nint)Number, folder, text, how, 3 * sizeof(ulong)));
            }
            while (answer == -Posix.Interrupted);
        }

        return answer;

        [DllImport(Posix.Library, EntryPoint = "syscall", SetLastError = Posix.NotesError)]
        static extern nint Call(nint number, nint folder, byte* path, ulong* how, nint size);
    }

    /// <summary>Over whatever file has the name.</summary>
    public static int Rename(int folder, string from, string to)
    {
        fixed (byte* source = Posix.Text(from, stackalloc byte[Posix.OnStack]), destination = Posix.Text(to, stackalloc byte[Posix.OnStack]))
        {
            return Posix.Answer(Call(folder, source, folder, destination));
        }

        [DllImport(Posix.Library, EntryPoint = "renameat", SetLastError = Posix.NotesError)]
        static extern int Call(int fromFolder, byte* from, int toFolder, byte* to);
    }

    /// <summary>Gives a file a second name, which must not exist. A link stays a link.</summary>
    public static int Link(int folder, string existing, string name)
    {
        fixed (byte* source = Posix.Text(existing, stackalloc byte[Posix.OnStack]), destination = Posix.Text(name, stackalloc byte[Posix.OnStack]))
        {
            return Posix.Answer(Call(folder, source, folder, destination, 0));
        }

        [DllImport(Posix.Library, EntryPoint = "linkat", SetLastError = Posix.NotesError)]
        static extern int Call(int fromFolder, byte* existing, int toFolder, byte* name, int flags);
    }

    /// <summary>Removes the name of anything but a folder.</summary>
    public static int Delete(int folder, string name) => Unlink(folder, name, 0);

    /// <summary>Removes an empty folder.</summary>
    public static int DeleteFolder(int folder, string name) => Unlink(folder, name, RemoveFolder);

    /// <param name="folder">An open folder.</param>
    /// <param name="name">The new folder's name; its parent must be there.</param>
    /// <param name="mode">The permissions, of which the umask takes its part.</param>
    public static int MakeFolder(int folder, string name, int mode)
    {
        fixed (byte* text = Posix.Text(name, stackalloc byte[Posix.OnStack]))
        {
            return Posix.Answer(Call(folder, text, mode));
        }

        [DllImport(Posix.Library, EntryPoint = "mkdirat", SetLastError = Posix.NotesError)]
        static extern int Call(int folder, byte* name, int mode);
    }

    /// <summary>
    /// Both times become the file system's own "now", which works on another owner's file. A link gets the time itself, and what it points to
    /// keeps its own (H34).
    /// </summary>
    public static int SetTimesToNow(int folder, string name)
    {
        fixed (byte* text = Posix.Text(name, stackalloc byte[Posix.OnStack]))
        {
            return Posix.Answer(Call(folder, text, null, NoFollow));
        }

        [DllImport(Posix.Library, EntryPoint = "utimensat", SetLastError = Posix.NotesError)]
        static extern int Call(int folder, byte* name, void* times, int flags);
    }

    private static int Unlink(int folder, string name, int flags)
    {
        fixed (byte* text = Posix.Text(name, stackalloc byte[Posix.OnStack]))
        {
            return Posix.Answer(Call(folder, text, flags));
        }

        [DllImport(Posix.Library, EntryPoint = "unlinkat", SetLastError = Posix.NotesError)]
        static extern int Call(int folder, byte* name, int flags);
    }
}
