using PdfTract.Cache.Fuzz;

namespace PdfTract.Cache.Tests;

/// <summary>Two instances on one directory, each for any number of threads. Whatever a restore gives must be one value, whole.</summary>
internal sealed class SharedDirectory : IDisposable
{
    public const int InstanceCount = 2;

    private readonly string _folder;
    private readonly CacheLayout _layout;
    private readonly ExtractionCache[] _instances;
    private readonly ExtractionCache _readOnly;
    private int _restores;

    /// <param name="folder">Its own; somebody else removes it.</param>
    /// <param name="damaged">The keys, a bit each, whose entries are there and damaged.</param>
    public SharedDirectory(string folder, int damaged)
    {
        _folder = folder;
        var settings = new CacheSettings(Path.Combine(folder, "cache")) { Fsync = false };
        _layout = new CacheLayout(settings.Root);
        _instances = [.. Enumerable.Range(0, InstanceCount).Select(_ => new ExtractionCache(settings))];
        _readOnly = new ExtractionCache(settings with { ReadOnly = true });
        for (var value = 0; value < SampleValues.ValueCount; value++)
        {
            Directory.CreateDirectory(ValueFolder(value));
            foreach (var output in SampleValues.Value(value))
            {
                File.WriteAllBytes(Path.Combine(ValueFolder(value), output.Kind), output.Bytes);
            }
        }

        for (var key = 0; key < SampleValues.KeyCount; key++)
        {
            if ((damaged & (1 << key)) != 0)
            {
                Store(0, key, 1);
                Damage(key);
            }
        }
    }

    public void Store(int instance, int key, int value)
    {
        var result = _instances[instance].Store(SampleValues.Key(key), SampleEntries.Provenance, SampleValues.Files(ValueFolder(value)));
        Property.That(result.Outcome, Is.EqualTo(StoreOutcome.Stored), result.Detail ?? "store");
    }

    /// <returns>The value; null on a miss.</returns>
    public int? Restore(int instance, int key) => Restore(_instances[instance], key);

    /// <summary>What stands under each key.</summary>
    public IReadOnlyList<int?> Values() => [.. Enumerable.Range(0, SampleValues.KeyCount).Select(key => Restore(_readOnly, key))];

    public void Damage(int key)
    {
        try
        {
            using var entry = new FileStream(
                _layout.Entry(SampleValues.Key(key)), FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            entry.Position = entry.Length / 2;
            entry.Write([0, 1, 2, 3, 4, 5, 6, 7]);
        }
        catch (IOException)
        {
            // There is no entry.
        }
    }

    public void Clean(int maxSize)
    {
        using var cleaner = new ExtractionCache(new CacheSettings(_layout.Root) { MaxSize = maxSize });
        cleaner.Cleanup();
    }

    public IEnumerable<string> Temps() =>
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Where(file => file.Contains(".tmp.", StringComparison.Ordinal));

    public void Dispose()
    {
        _readOnly.Dispose();
        foreach (var instance in _instances)
        {
            instance.Dispose();
        }
    }

    private string ValueFolder(int value) => Path.Combine(_folder, "values", $"{value}");

    private int? Restore(ExtractionCache cache, int key)
    {
        var destination = Path.Combine(_folder, "restored", $"{Interlocked.Increment(ref _restores)}");
        var result = cache.Restore(SampleValues.Key(key), SampleValues.Files(destination));
        if (!result.IsHit)
        {
            Property.That(Directory.Exists(destination) && Directory.EnumerateFiles(destination).Any(), Is.False, "a miss writes nothing");
            return null;
        }

        return SampleValues.ValueIn(destination)
            ?? throw new PropertyException($"What was restored for key {key} was never stored.");
    }
}
