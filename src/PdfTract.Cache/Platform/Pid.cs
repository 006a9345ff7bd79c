#if NETFRAMEWORK
using System.Diagnostics;
#endif

namespace PdfTract.Cache.Platform;

/// <summary>This process's id. It cannot change, so it is read once.</summary>
internal static class Pid
{
#if NETFRAMEWORK
    public static readonly int Value = Read();

    private static int Read()
    {
        using var process = Process.GetCurrentProcess();
        return process.Id;
    }
#else
    /// <summary>The runtime remembers it, and needs no assembly of its own for it.</summary>
    public static int Value => Environment.ProcessId;
#endif
}
