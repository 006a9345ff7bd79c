using System.Runtime.InteropServices;

namespace PdfTract.Cache.Platform;

/// <summary>The flags of <see cref="PosixNames.Open"/>, which are other numbers on other systems and processors.</summary>
internal static class OpenFlags
{
    public const int ReadOnly = 0, ReadWrite = 2;

    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <summary>A new file: an error where the name exists, as a link too.</summary>
    public static readonly int CreateNew = Os.IsMac ? 0x200 | 0x800 : 0x40 | 0x80;

    /// <summary>Closed on exec: a build starts extractors at any moment, which would hold the file open.</summary>
    public static readonly int CloseOnExec = Os.IsMac ? 0x1000000 : 0x80000;

    /// <summary>Opening a pipe does not wait for its writer, and opening a leased file not for its holder.</summary>
    public static readonly int NonBlocking = Os.IsMac ? 0x4 : 0x800;

    /// <summary>A link is an error. On ARM the number of x86 would mean something else, and links would be followed.</summary>
    public static readonly int NoFollow = Os.IsMac ? 0x100 : IsArm ? 0x8000 : 0x20000;

    /// <summary>Anything but a folder is an error.</summary>
    public static readonly int Folder = Os.IsMac ? 0x100000 : IsArm ? 0x4000 : 0x10000;

    /// <summary>Linux: a folder that may be entered and not listed. Elsewhere it stays closed.</summary>
    public static readonly int? PathOnly = Os.IsLinux ? 0x200000 : null;

    /// <summary>Whether these numbers, and 64-bit offsets, are this process's.</summary>
    public static readonly bool AreKnown =
        !Os.IsWindows && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;
}
