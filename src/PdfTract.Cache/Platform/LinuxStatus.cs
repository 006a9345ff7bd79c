using System.Runtime.InteropServices;

namespace PdfTract.Cache.Platform;

/// <summary>The system call statx. Its struct is the same on every Linux; that of stat is not.</summary>
internal static unsafe class LinuxStatus
{
    /// <summary>Of struct statx, in bytes.</summary>
    public const int Length = 256;

    public const int Owner = 20, Mode = 28, Inode = 32, Size = 40, Changed = 96, Modified = 112, Device = 136;

    private const int EmptyPath = 0x1000, NoFollow = 0x100;

    /// <summary>STATX_BASIC_STATS.</summary>
    private const uint Basic = 0x7FF;

    /// <summary>Of what a name leads to, or of the link that it is.</summary>
    /// <returns>0, or minus errno.</returns>
    /// <exception cref="EntryPointNotFoundException">Older C libraries do not have it.</exception>
    public static int Read(int folder, string name, bool follow, Span<byte> status) => Statx(folder, name, follow ? 0 : NoFollow, status);

    /// <summary>Of an open file.</summary>
    /// <returns>0, or minus errno.</returns>
    /// <exception cref="EntryPointNotFoundException">Older C libraries do not have it.</exception>
    public static int Read(int descriptor, Span<byte> status) => Statx(descriptor, "", EmptyPath, status);

    private static int Statx(int folder, string path, int flags, Span<byte> status)
    {
        fixed (byte* text = Posix.Text(path, stackalloc byte[Posix.OnStack]), bytes = status)
        {
            return Posix.Answer(Call(folder, text, flags, Basic, bytes));
        }

        [DllImport(Posix.Library, EntryPoint = "statx", SetLastError = Posix.NotesError)]
        static extern int Call(int folder, byte* path, int flags, uint mask, byte* status);
    }
}
