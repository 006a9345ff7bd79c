using System.Runtime.InteropServices;

namespace PdfTract.Cache.Platform;

/// <summary>The few calls of Windows that .NET has no exact form of. They answer 0, or the error. <see cref="Posix"/> says why they pass pointers.</summary>
internal static unsafe class Win32
{
    /// <summary>MOVEFILE_REPLACE_EXISTING, and on purpose not MOVEFILE_COPY_ALLOWED.</summary>
    public const uint ReplaceExisting = 0x1;

    /// <summary>MOVEFILE_WRITE_THROUGH: the call returns when the rename is on the device.</summary>
    public const uint WriteThrough = 0x8;

    public const string Library = "kernel32";

    public static int Move(string from, string to, uint flags)
    {
        fixed (char* source = from, destination = to)
        {
            return Answer(Call(source, destination, flags));
        }

        [DllImport(Library, EntryPoint = "MoveFileExW", SetLastError = Posix.NotesError)]
        static extern int Call(char* from, char* to, uint flags);
    }

    /// <summary>Gives a file a second name, which nobody may have.</summary>
    public static int Link(string existing, string name)
    {
        fixed (char* source = existing, destination = name)
        {
            return Answer(Call(destination, source, null));
        }

        [DllImport(Library, EntryPoint = "CreateHardLinkW", SetLastError = Posix.NotesError)]
        static extern int Call(char* name, char* existing, void* security);
    }

    private static int Answer(int succeeded) =>
#if NETFRAMEWORK
        succeeded == 0 ? Marshal.GetLastWin32Error() : 0;
#else
        succeeded == 0 ? Marshal.GetLastSystemError() : 0;
#endif
}
