using System.Diagnostics;
using System.Text.Json;
using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>npm's cache in one node process that lives as long as it is measured. It verifies by SHA-512 and does not compress.</summary>
internal sealed class Cacache : IContestant
{
    /// <summary>The last one for Node 20, which Debian's long-term releases have.</summary>
    private const string Package = "cacache@20";

    private readonly Process _node;

    public Cacache(string folder)
    {
        var node = Tool.Find("node") ?? throw new NotInstalledException("node");
        var modules = Install(Path.Combine(BenchmarkOptions.Kept, "npm"));
        Directory.CreateDirectory(folder);
        var script = Path.Combine(folder, "cacache.mjs");
        using (var source = typeof(Cacache).Assembly.GetManifestResourceStream("cacache.mjs")!)
        using (var file = File.Create(script))
        {
            source.CopyTo(file);
        }

        _node = Process.Start(new ProcessStartInfo(node, [script, Path.Combine(folder, "cache"), modules])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    public string Name => "npm cacache";

    public void Store(ReadOnlyMemory<Item> items) => Ask("store", items.ToArray().Select(item => new { key = item.Name, file = item.Source }));

    public void Read(ReadOnlyMemory<Item> items) => Ask("read", items.ToArray().Select(item => new { key = item.Name, length = item.Length }));

    public void Restore(ReadOnlyMemory<(Item Item, string Destination)> items) => Ask(
        "restore", items.ToArray().Select(pair => new { key = pair.Item.Name, length = pair.Item.Length, destination = pair.Destination }));

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    private void Ask<T>(string operation, IEnumerable<T> items)
    {
        _node.StandardInput.WriteLine(JsonSerializer.Serialize(new { operation, items }));
        _node.StandardInput.Flush();
        var reply = _node.StandardOutput.ReadLine() ?? throw new IOException("node ended.");
        if (JsonDocument.Parse(reply).RootElement.GetProperty("error").GetString() is { } error)
        {
            throw new IOException(error);
        }
    }

    private static string Install(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "node_modules", "cacache", "package.json")))
        {
            var npm = Tool.Find("npm") ?? throw new NotInstalledException("npm");
            Directory.CreateDirectory(folder);
            using var process = Process.Start(new ProcessStartInfo(npm, ["install", "--prefix", folder, "--no-audit", "--no-fund", "--silent", Package])
            {
                WorkingDirectory = folder,
            })!;
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new NotInstalledException(Package);
            }
        }

        return folder;
    }
}
