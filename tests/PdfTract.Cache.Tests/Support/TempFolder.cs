namespace PdfTract.Cache.Tests;

/// <summary>A folder of a test's own, removed at its end.</summary>
internal sealed class TempFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    /// <param name="inMemory">On a file system in memory, where there is one: for thousands of small files that no disk has to see.</param>
    public TempFolder(bool inMemory = false)
    {
        var folder = inMemory && Directory.Exists(Memory) ? Memory : System.IO.Path.GetTempPath();
        Path = System.IO.Path.Combine(folder, "pdfc-tests-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, byte[] bytes)
    {
        var path = this[name];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Every file below, relative, sorted.</summary>
    public IReadOnlyList<string> Files(string below = "") =>
        [.. Directory.EnumerateFiles(this[below], "*", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.GetRelativePath(this[below], file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
