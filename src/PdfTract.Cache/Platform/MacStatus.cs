using System.Runtime.InteropServices;

namespace PdfTract.Cache;

/// <summary>stat, lstat and fstat of macOS, which have other names on Intel's processors: those without the ending are for an older struct.</summary>
internal static unsafe class MacStatus
{
    public const int Mode = 4, Modified = 48, Size = 96;

    private static readonly bool IsIntel = RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>Of the file that a path leads to, or of the link that it is.</summary>
    /// <returns>0, or minus errno.</returns>
    public static int Read(string path, bool follow, Span<byte> status)
    {
        fixed (byte* text = Posix.Text(path, stackalloc byte[Posix.OnStack]), bytes = status)
        {
            return Posix.Answer(follow
                ? IsIntel ? IntelStat(text, bytes) : ArmStat(text, bytes)
                : IsIntel ? IntelLstat(text, bytes) : ArmLstat(text, bytes));
        }

        [DllImport(Posix.Library, EntryPoint = "stat$INODE64", SetLastError = Posix.NotesError)]
        static extern int IntelStat(byte* path, byte* status);

        [DllImport(Posix.Library, EntryPoint = "stat", SetLastError = Posix.NotesError)]
        static extern int ArmStat(byte* path, byte* status);

        [DllImport(Posix.Library, EntryPoint = "lstat$INODE64", SetLastError = Posix.NotesError)]
        static extern int IntelLstat(byte* path, byte* status);

        [DllImport(Posix.Library, EntryPoint = "lstat", SetLastError = Posix.NotesError)]
        static extern int ArmLstat(byte* path, byte* status);
    }

    /// <summary>Of an open file.</summary>
    /// <returns>0, or minus errno.</returns>
    public static int Read(int descriptor, Span<byte> status)
    {
        fixed (byte* bytes = status)
        {
            return Posix.Answer(IsIntel ? IntelFstat(descriptor, bytes) : ArmFstat(descriptor, bytes));
        }

        [DllImport(Posix.Library, EntryPoint = "fstat$INODE64", SetLastError = Posix.NotesError)]
        static extern int IntelFstat(int descriptor, byte* status);

        [DllImport(Posix.Library, EntryPoint = "fstat", SetLastError = Posix.NotesError)]
        static extern int ArmFstat(int descriptor, byte* status);
    }
}
