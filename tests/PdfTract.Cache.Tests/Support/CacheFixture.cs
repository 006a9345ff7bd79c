using System.Text;

namespace PdfTract.Cache.Tests;

/// <summary>A cache in a fresh folder, a key, outputs to store and places to restore to.</summary>
internal abstract class CacheFixture
{
    internal static readonly Provenance SomeProvenance =
        new("host", "1.2.3", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), TimeSpan.FromMilliseconds(1234));

    /// <summary>Above the size that is stored raw, so that the codec takes part.</summary>
    protected static readonly byte[] Text = Compressible(20_000, seed: 1);
    protected static readonly byte[] Json = Compressible(50_000, seed: 2);

    protected TempFolder Folder { get; private set; } = null!;

    protected virtual string Root => Folder["cache"];

    /// <inheritdoc cref="TempFolder(bool)"/>
    protected virtual bool IsInMemory => false;

    protected CacheLayout Layout => new(Root);

    protected static CacheKey Key { get; } = KeyOf("document");

    protected string EntryPath => Layout.Entry(Key);

    [SetUp]
    public void CreateFolder() => Folder = new TempFolder(IsInMemory);

    [TearDown]
    public void RemoveFolder() => Folder.Dispose();

    internal static CacheKey KeyOf(string document, string version = "1") => new(
        Fingerprint.OfStream(new MemoryStream(Encoding.UTF8.GetBytes(document))),
        new ExtractionOptions("test", version, []).ComputeHash());

    protected static byte[] Compressible(int length, int seed)
    {
        var random = new Random(seed);
        var words = new[] { "cache ", "entry ", "rename ", "verify ", "publish ", "restore\n" };
        var text = new StringBuilder(length + 16);
        while (text.Length < length)
        {
            text.Append(words[random.Next(words.Length)]);
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    protected ExtractionCache Open(Func<CacheSettings, CacheSettings>? change = null) =>
        new((change ?? (settings => settings))(new CacheSettings(Root) { Fsync = false }));

    /// <summary>Two finished outputs, as an extractor leaves them.</summary>
    protected IReadOnlyList<OutputFile> Extracted(byte[]? text = null, byte[]? json = null) =>
    [
        new("text", Folder.Write("extracted/a.txt", text ?? Text)),
        new("json", Folder.Write("extracted/a.json", json ?? Json)),
    ];

    protected IReadOnlyList<OutputFile> Destinations(string folder = "restored") =>
        [new("text", Folder[$"{folder}/a.txt"]), new("json", Folder[$"{folder}/a.json"])];

    protected StoreResult Store(ExtractionCache? cache = null, byte[]? text = null, CacheKey? key = null)
    {
        using var own = cache is null ? Open() : null;
        return (cache ?? own!).Store(key ?? Key, SomeProvenance, Extracted(text));
    }

    protected RestoreResult Restore(ExtractionCache? cache = null, CacheKey? key = null)
    {
        using var own = cache is null ? Open() : null;
        return (cache ?? own!).Restore(key ?? Key, Destinations());
    }

    /// <summary>The stored entry, verified; its kinds are those named.</summary>
    internal EntryReader OpenEntry(params string[] kinds) =>
        EntryReader.Open(() => OpenFile.Unlinked(EntryPath), Key, kinds, new CacheSettings(Root), CancellationToken.None).Reader!;

    /// <summary>Sets a file's time to now, as a hit does.</summary>
    protected static void Touch(string path)
    {
        using var folder = OpenFolder.At(Path.GetDirectoryName(path)!);
        folder!.Touch(Path.GetFileName(path), () => DateTime.UtcNow);
    }

    protected void AssertRestored(byte[]? text = null)
    {
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllBytes(Folder["restored/a.txt"]), Is.EqualTo(text ?? Text));
            Assert.That(File.ReadAllBytes(Folder["restored/a.json"]), Is.EqualTo(Json));
        });
    }

    protected IReadOnlyList<string> TempsInCache() =>
        Directory.Exists(Root) ? [.. Directory.EnumerateFiles(Root, "*.tmp.*", SearchOption.AllDirectories)] : [];
}
