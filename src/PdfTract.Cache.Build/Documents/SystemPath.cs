using System.Text;

namespace PdfTract.Cache.Build;

/// <summary>The lengths that a path may have here; beyond them the system says "not found", which would mislead.</summary>
internal static class SystemPath
{
    private const int MaxUnixBytes = 4095;
    private const int MaxWindowsCharacters = 32_767;

    /// <summary>Of one name in a path: bytes on Unix, characters on Windows.</summary>
    private const int MaxName = 255;

    private static readonly bool IsWindows = Path.DirectorySeparatorChar == '\\';

    public static bool IsTooLong(string path)
    {
        var length = Length(path);

        // Most paths are shorter than a single name may be.
        return length > MaxName
            && (length > (IsWindows ? MaxWindowsCharacters : MaxUnixBytes)
                || path.Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar).Any(name => Length(name) > MaxName));
    }

    private static int Length(string text) => IsWindows ? text.Length : Encoding.UTF8.GetByteCount(text);
}
