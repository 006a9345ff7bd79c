using System.Runtime.InteropServices;

namespace PdfTract.Cache;

/// <summary>The flags of <see cref="Posix.Open"/>, which are other numbers on other systems and processors.</summary>
internal static class OpenFlags
{
    public const int ReadOnly = 0;

    /// <summary>Closed on exec: a build starts extractors at any moment, which would hold the file open.</summary>
    public static readonly int CloseOnExec = Os.IsMac ? 0x1000000 : 0x80000;

    /// <summary>Opening a pipe does not wait for whoever writes to it.</summary>
    public static readonly int NonBlocking = Os.IsMac ? 0x4 : 0x800;

    /// <summary>A link is an error. On ARM the number of x86 would mean something else, and links would be followed.</summary>
    public static readonly int NoFollow = Os.IsMac ? 0x100 : RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? 0x8000 : 0x20000;

    /// <summary>Whether these numbers, and 64-bit offsets, are this process's.</summary>
    public static readonly bool AreKnown =
        !Os.IsWindows && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;
}
