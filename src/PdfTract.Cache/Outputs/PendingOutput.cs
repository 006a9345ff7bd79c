using PdfTract.Cache.Platform;
using PdfTract.Cache.Temps;

namespace PdfTract.Cache.Outputs;

/// <summary>One output on its way: written to a temp on its destination's device, then renamed over it.</summary>
internal sealed class PendingOutput(string destination, string temp)
{
    private readonly string _folder = Path.GetDirectoryName(destination)!;
    private string? _backup;
    private bool _replaced;

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

        FileRename.Replace(Temp, Destination);
        _replaced = true;
    }

    /// <summary>Puts back what was there before <see cref="Replace"/>.</summary>
    public void RollBack()
    {
        if (!_replaced)
        {
            return;
        }

        if (_backup is null)
        {
            BestEffort.Delete(Destination);
        }
        else
        {
            FileRename.Replace(_backup, Destination);
        }
    }

    public void DeleteTemps()
    {
        if (!_replaced)
        {
            BestEffort.Delete(Temp);
        }

        if (_backup is not null)
        {
            BestEffort.Delete(_backup);
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
