using PdfTract.Cache.Platform;
using PdfTract.Cache.Temps;

namespace PdfTract.Cache.Outputs;

/// <summary>One output on its way: written to a temp on its destination's device, then renamed over it.</summary>
/// <param name="destination">Its full path.</param>
/// <param name="temp">The full path of its temp.</param>
/// <param name="rename">For tests; null for <see cref="FileRename.Replace"/>.</param>
internal sealed class PendingOutput(string destination, string temp, Action<string, string>? rename = null)
{
    private readonly string _folder = Path.GetDirectoryName(destination)!;
    private string? _backup;
    private FileStatus? _written;
    private bool _replaced;
    private bool _isBackupNeeded;

    /// <summary>With a temp of its own, beside the destination.</summary>
    public PendingOutput(string destination)
        : this(destination, OutputTemps.NewBeside(destination))
    {
    }

    public string Destination { get; } = destination;

    public string Temp { get; } = temp;

    public Stream CreateTemp()
    {
        // Asked first: CreateDirectory tries to make it, which takes the parent's lock.
        if (!Directory.Exists(_folder))
        {
            Directory.CreateDirectory(_folder);
        }

        return SharedFile.CreateNew(Temp);
    }

    /// <summary>Keeps what stands at the destination, so that a later failure can put it back.</summary>
    public void BackUp()
    {
        _written = FileStatus.OfUnlinked(Temp);
        if (File.Exists(Destination))
        {
            var backup = OutputTemps.NewBeside(Destination);
            FileBackup.Create(Destination, backup);
            _backup = backup;
        }
    }

    /// <summary>
    /// Replaces the name and never what the name points to: a symlink, a hard link or a read-only file is not written through (H23).
    /// </summary>
    public void Replace()
    {
        if (Os.IsWindows)
        {
            ClearReadOnly();
        }

        Rename(Temp);
        _replaced = true;
    }

    /// <summary>
    /// Puts back what was there before <see cref="Replace"/>, unless another build has put its own file there since. Where that fails, the backup stays
    /// beside it: it is a temp by its name, and goes after an hour.
    /// </summary>
    public void RollBack()
    {
        if (!_replaced || IsAnothers())
        {
            return;
        }

        if (_backup is null)
        {
            BestEffort.Delete(Destination);
            return;
        }

        try
        {
            Rename(_backup);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _isBackupNeeded = true;
        }
    }

    public void DeleteTemps()
    {
        if (!_replaced)
        {
            BestEffort.Delete(Temp);
        }

        if (_backup is not null && !_isBackupNeeded)
        {
            BestEffort.Delete(_backup);
        }
    }

    /// <summary>Where files have no numbers it cannot be told, and what stands there is taken for this one's.</summary>
    private bool IsAnothers() =>
        _written is { Inode: not 0 } written && FileStatus.OfUnlinked(Destination)?.IsSameFile(written) != true;

    private void Rename(string file)
    {
        if (rename is null)
        {
            FileRename.Replace(file, Destination);
        }
        else
        {
            rename(file, Destination);
        }
    }

    private void ClearReadOnly()
    {
        var info = new FileInfo(Destination);
        if (info.Exists && info.IsReadOnly && (info.Attributes & FileAttributes.ReparsePoint) == 0)
        {
            info.IsReadOnly = false;
        }
    }
}
