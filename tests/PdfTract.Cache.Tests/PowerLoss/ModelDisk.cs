namespace PdfTract.Cache.Tests.PowerLoss;

/// <summary>
/// What a disk may hold after a list of calls: a cell a name, and the cells of each file. A folder has no cells but the names
/// in it. Nothing is assumed about order: whatever was not flushed may survive or not, independently of all else.
/// </summary>
internal sealed class ModelDisk(int sectorSize)
{
    private readonly SortedDictionary<string, Cell<object?>> _names = new(StringComparer.Ordinal);

    /// <summary>What is certain at the beginning: everything below a folder, and the folder itself.</summary>
    public static ModelDisk Load(string folder, int sectorSize)
    {
        var disk = new ModelDisk(sectorSize);
        disk._names[folder] = new Cell<object?>(new ModelFolder());
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories))
        {
            disk._names[path] = new Cell<object?>(Directory.Exists(path) ? new ModelFolder() : new ModelFile(sectorSize, File.ReadAllBytes(path)));
        }

        return disk;
    }

    /// <summary>Every name that ever was, parents first, with what it may stand for: a file, a folder or null for nothing.</summary>
    public IEnumerable<(string Path, IReadOnlyList<object?> Possible)> Names => _names.Select(name => (name.Key, name.Value.Possible));

    public void Apply(DiskCall call)
    {
        switch (call)
        {
            case DiskCall.MakeFolder:
                NameOf(call.Path).Set(new ModelFolder());
                break;
            case DiskCall.CreateFile:
                NameOf(call.Path).Set(new ModelFile(sectorSize, []));
                break;
            case DiskCall.WriteBytes write:
                FileAt(call.Path).Write(write.Offset, write.Bytes);
                break;
            case DiskCall.SetLength set:
                FileAt(call.Path).SetLength(set.Length);
                break;
            case DiskCall.Link link:
                NameOf(link.NewName).Set(NameOf(call.Path).Newest);
                break;
            case DiskCall.Rename rename:
                NameOf(rename.NewName).Set(NameOf(call.Path).Newest);
                NameOf(call.Path).Set(null);
                break;
            case DiskCall.Unlink:
                NameOf(call.Path).Set(null);
                break;
            case DiskCall.Flush when NameOf(call.Path).Newest is ModelFile file:
                file.Flush();
                break;
            case DiskCall.Flush:
                foreach (var name in _names.Where(name => Path.GetDirectoryName(name.Key) == call.Path))
                {
                    name.Value.Flush();
                }

                break;
            default:
                throw new NotSupportedException(call.ToString());
        }
    }

    /// <summary>What stands there when nothing is lost.</summary>
    public IEnumerable<(string Path, byte[]? Bytes)> Newest() =>
        _names.Where(name => name.Value.Newest is not null).Select(name => (name.Key, (name.Value.Newest as ModelFile)?.Newest));

    private ModelFile FileAt(string path) => (ModelFile)NameOf(path).Newest!;

    private Cell<object?> NameOf(string path) =>
        _names.TryGetValue(path, out var cell) ? cell : _names[path] = new Cell<object?>(null);
}
