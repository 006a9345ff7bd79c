using System.Runtime.InteropServices;

namespace PdfTract.Cache.Platform;

/// <summary>fstatat and fstat of macOS, which have other names on Intel's processors: those without the ending are for an older struct.</summary>
internal static unsafe class MacStatus
{
    public const int Device = 0, Mode = 4, Inode = 8, Owner = 16, Modified = 48, Size = 96;

    private const int NoFollow = 0x20;

    private static readonly bool IsIntel = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>Of what a name leads to, or of the link that it is.</summary>
    /// <returns>0, or minus errno.</returns>
    public static int Read(int folder, string name, bool follow, Span<byte> status)
    {
        var flags = follow ? 0 : NoFollow;
        fixed (byte* text = Posix.Text(name, stackalloc byte[Posix.OnStack]), bytes = status)
        {
            return Posix.Answer(IsIntel ? Intel(folder, text, bytes, flags) : Arm(folder, text, bytes, flags));
        }

        [DllImport(Posix.Library, EntryPoint = "fstatat$INODE64", SetLastError = Posix.NotesError)]
        static extern int Intel(int folder, byte* name, byte* status, int flags);

        [DllImport(Posix.Library, EntryPoint = "fstatat", SetLastError = Posix.NotesError)]
        static extern int Arm(int folder, byte* name, byte* status, int flags);
    }

    /// <summary>Of an open file.</summary>
    /// <returns>0, or minus errno.</returns>
    public static int Read(int descriptor, Span<byte> status)
    {
        fixed (byte* bytes = status)
        {
            return Posix.Answer(IsIntel ? Intel(descriptor, bytes) : Arm(descriptor, bytes));
        }

        [DllImport(Posix.Library, EntryPoint = "fstat$INODE64", SetLastError = Posix.NotesError)]
        static extern int Intel(int descriptor, byte* status);

        [DllImport(Posix.Library, EntryPoint = "fstat", SetLastError = Posix.NotesError)]
        static extern int Arm(int descriptor, byte* status);
    }
}
