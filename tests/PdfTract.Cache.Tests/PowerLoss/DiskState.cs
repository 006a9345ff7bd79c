using System.IO.Hashing;
using System.Text;

namespace PdfTract.Cache.Tests.PowerLoss;

/// <summary>One state that a power loss may leave: folders and files by path, parents first.</summary>
internal sealed class DiskState
{
    private readonly SortedDictionary<string, (object Node, byte[]? Bytes)> _names = new(StringComparer.Ordinal);

    /// <summary>Leaves out what no surviving folder leads to.</summary>
    public DiskState(string top, IEnumerable<(string Path, object Node, byte[]? Bytes)> survivors)
    {
        foreach (var (path, node, bytes) in survivors.OrderBy(survivor => survivor.Path, StringComparer.Ordinal))
        {
            if (path == top || _names.ContainsKey(Path.GetDirectoryName(path)!))
            {
                _names[path] = (node, bytes);
            }
        }
    }

    /// <summary>Equal for states that nobody can tell apart.</summary>
    public string Signature()
    {
        var text = new StringBuilder();
        foreach (var (path, (_, bytes)) in _names)
        {
            text.Append(path).Append(bytes is null ? "/" : $":{bytes.Length}:{XxHash128.HashToUInt128(bytes):x}").Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Makes it real in place of what stands there.</summary>
    public void WriteTo(string top)
    {
        Directory.Delete(top, recursive: true);
        var links = new Dictionary<object, string>();
        foreach (var (path, (node, bytes)) in _names)
        {
            if (bytes is null)
            {
                Directory.CreateDirectory(path);
            }
            else if (links.TryGetValue(node, out var first))
            {
                FileBackup.Create(first, path);
            }
            else
            {
                File.WriteAllBytes(path, bytes);
                links[node] = path;
            }
        }
    }
}
