using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// One output on its way: written to a temp beside its destination, then renamed over it. <see cref="Create"/>,
/// <see cref="Close"/> and <see cref="Publish"/> are called in this order; disposing removes what was not published.
/// </summary>
internal sealed class PendingFile(string destination) : IDisposable
{
    private string? _temp;
    private StreamWriter? _writer;

    /// <returns>Writes UTF-8 without a byte order mark.</returns>
    /// <exception cref="IOException">The folder or the temp cannot be created.</exception>
    public TextWriter Create()
    {
        var folder = Path.GetDirectoryName(destination)!;
        Directory.CreateDirectory(folder);

        // Short and independent of the destination's name, which may be as long as a name can be.
        var temp = Path.Combine(folder, string.Format(CultureInfo.InvariantCulture, ".pdfc.tmp.{0}.{1:N}", ProcessId(), Guid.NewGuid()));
        var stream = new FileStream(temp, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        _temp = temp;
        _writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return _writer;
    }

    /// <exception cref="IOException">The disk is full: it may show only here.</exception>
    public void Close() => _writer!.Dispose();

    /// <summary>Puts the temp in the destination's place. A link or a read-only file there is replaced, and never written through.</summary>
    public void Publish()
    {
        ClearReadOnly();
#if NET
        File.Move(_temp!, destination, overwrite: true);
#else
        if (File.Exists(destination))
        {
            File.Replace(_temp!, destination, null);
        }
        else
        {
            File.Move(_temp!, destination);
        }
#endif
        _temp = null;
    }

    public void Dispose()
    {
        Try(() => _writer?.Dispose());
        if (_temp is not null)
        {
            Try(() => File.Delete(_temp));
        }
    }

    /// <summary>Windows renames over no read-only file; elsewhere the folder's permissions decide.</summary>
    private void ClearReadOnly()
    {
        var standing = new FileInfo(destination);
        if (Path.DirectorySeparatorChar == '\\' && standing.Exists && standing.IsReadOnly && (standing.Attributes & FileAttributes.ReparsePoint) == 0)
        {
            standing.IsReadOnly = false;
        }
    }

    private static void Try(Action step)
    {
        try
        {
            step();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What made the extraction fail is worth telling, and this is not.
        }
    }

    private static int ProcessId()
    {
        using var process = Process.GetCurrentProcess();
        return process.Id;
    }
}
