using System.Globalization;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Notices that memory ran out, also where a library catches the exception and goes on with less: what it then reads is not what the
/// document says, and would be stored in the cache as if it were.
/// </summary>
internal sealed class MemoryLimit
{
    private const string Variable = "DOTNET_GCHeapHardLimit";

    private volatile bool _isExceeded;

    public MemoryLimit() => AppDomain.CurrentDomain.FirstChanceException += (_, thrown) => _isExceeded |= thrown.Exception is OutOfMemoryException;

    public bool IsExceeded => _isExceeded;

    /// <summary>What the message says of a document that needs more.</summary>
    public static string Describe()
    {
        var limit = Environment.GetEnvironmentVariable(Variable) ?? "";
        limit = limit.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? limit[2..] : limit;
        return long.TryParse(limit, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var bytes) && bytes > 0
            ? string.Create(CultureInfo.InvariantCulture, $"needs more memory than the limit of {bytes / (1024 * 1024)} MB (PdfExtractMaxMemory). Raise the limit")
            : "needs more memory than there is. Give the machine more";
    }
}
