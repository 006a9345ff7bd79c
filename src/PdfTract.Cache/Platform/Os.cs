using System.Runtime.InteropServices;

namespace PdfTract.Cache.Platform;

/// <summary>Which system this is.</summary>
internal static class Os
{
    public static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    public static readonly bool IsMac = RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

    public static readonly bool IsLinux = RuntimeInformation.IsOSPlatform(OSPlatform.Linux);
}
