using System.Diagnostics;

namespace PdfTract.Cache;

/// <summary>This process's id. It cannot change, so it is read once.</summary>
internal static class Pid
{
    public static readonly int Value = Read();

    private static int Read()
    {
        using var process = Process.GetCurrentProcess();
        return process.Id;
    }
}
