using System.Text;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Documents;

/// <summary>How paths are compared here, and the lengths that they may have; beyond them the system says "not found", which would mislead.</summary>
internal static class SystemPath
{
    private const int MaxUnixBytes = 4095;
    private const int MaxWindowsCharacters = 32_767;

    /// <summary>Of one name in a path: bytes on Unix, characters on Windows.</summary>
    private const int MaxName = 255;

    private static readonly bool IsWindows = Path.DirectorySeparatorChar == '\\';

    /// <summary>As the file systems of the platform do by default.</summary>
    public static readonly StringComparison Comparison = ComparisonOn(IsWindows, Os.IsMac);

    /// <inheritdoc cref="Comparison"/>
    public static readonly StringComparer Comparer = ComparerOn(IsWindows, Os.IsMac);

    /// <summary>As of a system: so that it can be tested on another.</summary>
    public static StringComparison ComparisonOn(bool isWindows, bool isMac) =>
        isWindows || isMac ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <inheritdoc cref="ComparisonOn"/>
    public static StringComparer ComparerOn(bool isWindows, bool isMac) => isWindows || isMac ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The folder's path with a separator at its end, so that what is below it begins with it.</summary>
    public static string AsFolder(string path) =>
        path.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) + Path.DirectorySeparatorChar;

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
