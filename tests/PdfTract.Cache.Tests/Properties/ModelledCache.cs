using PdfTract.Cache.Fuzz;

namespace PdfTract.Cache.Tests;

/// <summary>A real cache in a real directory beside its model. After every step the directory is what the model says.</summary>
internal sealed class ModelledCache : IDisposable
{
    private static readonly int[] Hours = [2, 10, 50];

    private readonly TempFolder _folder = new();
    private readonly CacheModel _model = new();
    private readonly CacheSettings _settings;
    private readonly ExtractionCache _cache;
    private readonly ExtractionCache _readOnly;
    private readonly CacheLayout _layout;
    private readonly int?[] _restored = new int?[SampleValues.KeyCount];

    public ModelledCache()
    {
        _settings = new CacheSettings(_folder["cache"]) { Fsync = false };
        _layout = new CacheLayout(_settings.Root);
        _cache = new ExtractionCache(_settings);
        _readOnly = new ExtractionCache(_settings with { ReadOnly = true });
        for (var value = 0; value < SampleValues.ValueCount; value++)
        {
            foreach (var output in SampleValues.Value(value))
            {
                _folder.Write($"values/{value}/{output.Kind}", output.Bytes);
            }
        }
    }

    public void Run(CacheStep step)
    {
        Take(step);

        AssertDirectoryIsAsTheModelSays();
        for (var key = 0; key < SampleValues.KeyCount; key++)
        {
            Restore(_readOnly, key);
        }

        AssertDirectoryIsAsTheModelSays();
    }

    public void Dispose()
    {
        _cache.Dispose();
        _readOnly.Dispose();
        _folder.Dispose();
    }

    private void Take(CacheStep step)
    {
        var (kind, key, number) = step;
        var next = (key + 1) % SampleValues.KeyCount;
        switch (kind)
        {
            case CacheStepKind.Store:
                Property.That(Store(_cache, key, number), Is.EqualTo(StoreOutcome.Stored), "store");
                _model.Store(key, number % SampleValues.ValueCount);
                break;
            case CacheStepKind.StoreReadOnly:
                Property.That(Store(_readOnly, key, number), Is.EqualTo(StoreOutcome.ReadOnly), "store");
                break;
            case CacheStepKind.Restore:
                Restore(_cache, key);
                _model.Restored(key);
                break;
            case CacheStepKind.CleanByAge:
                Clean(_settings with { MaxAge = TimeSpan.FromHours(Hours[number % Hours.Length] - 1) });
                break;
            case CacheStepKind.CleanBySize:
                Clean(_settings with { MaxSize = number });
                break;
            case CacheStepKind.DeleteMarker:
                File.Delete(_model.HasMarker ? _layout.Marker : _folder["none"]);
                _model.DeleteMarker();
                break;
            case CacheStepKind.DeleteRoot:
                Directory.CreateDirectory(_layout.Root);
                Directory.Delete(_layout.Root, recursive: true);
                _model.DeleteRoot();
                break;
            case CacheStepKind.SwapWithNext when Has(key) && Has(next):
                File.Move(_layout.Entry(SampleValues.Key(key)), _folder["swap"]);
                File.Move(_layout.Entry(SampleValues.Key(next)), _layout.Entry(SampleValues.Key(key)));
                File.Move(_folder["swap"], _layout.Entry(SampleValues.Key(next)));
                _model.Swap(key, next);
                break;
            case CacheStepKind.CopyToNext when Has(key):
                Put(next, _model.Files[key].Bytes);
                break;
            case CacheStepKind.GrowOld when Has(key):
                var hours = Hours[number % Hours.Length];
                File.SetLastWriteTimeUtc(_layout.Entry(SampleValues.Key(key)), DateTime.UtcNow.AddHours(-hours));
                _model.GrowOld(key, hours);
                break;
            case CacheStepKind.FlipBit when Has(key) && _model.Files[key].Bytes is { Length: > 0 } bytes:
                Put(key, EntryDamage.FlipBit(bytes, number % (8L * bytes.Length)));
                break;
            case CacheStepKind.Truncate when Has(key):
                Put(key, _model.Files[key].Bytes[..(number % (_model.Files[key].Bytes.Length + 1))]);
                break;
            case CacheStepKind.Extend when Has(key):
                Put(key, [.. _model.Files[key].Bytes, .. new byte[1 + (number % 600)]]);
                break;
            default:
                // There is no file that it could happen to.
                break;
        }
    }

    private bool Has(int key) => _model.Files.ContainsKey(key);

    private void Put(int key, byte[] bytes)
    {
        var entry = _layout.Entry(SampleValues.Key(key));
        Directory.CreateDirectory(Path.GetDirectoryName(entry)!);
        File.WriteAllBytes(entry, bytes);
        _model.Put(key, bytes);
    }

    private StoreOutcome Store(ExtractionCache cache, int key, int number) => cache.Store(
        SampleValues.Key(key), SampleEntries.Provenance, SampleValues.Files(_folder[$"values/{number % SampleValues.ValueCount}"])).Outcome;

    /// <summary>The model's bytes or the model's miss; on a miss the destinations are what they were.</summary>
    private void Restore(ExtractionCache cache, int key)
    {
        var (value, reason) = _model.Expect(key);
        var destination = _folder[$"restored/{key}"];

        var result = cache.Restore(SampleValues.Key(key), SampleValues.Files(destination));

        Property.That(result.Reason, Is.EqualTo(reason), $"restore of key {key}");
        _restored[key] = value ?? _restored[key];
        Property.That(Directory.Exists(destination), Is.EqualTo(_restored[key] is not null), "destination");
        foreach (var output in _restored[key] is { } standing ? SampleValues.Value(standing) : [])
        {
            var same = File.ReadAllBytes(Path.Combine(destination, output.Kind)).AsSpan().SequenceEqual(output.Bytes);
            Property.That(same, Is.True, $"the bytes of '{output.Kind}' of key {key}");
        }
    }

    private void Clean(CacheSettings settings)
    {
        using var cleaner = new ExtractionCache(settings);
        var before = _model.Files.ToArray();

        var result = cleaner.Cleanup();

        if (!_model.HasMarker)
        {
            Property.That(result.Root, Is.Not.EqualTo(RootState.Cache), "root");
            return;
        }

        var gone = before.Where(file => !File.Exists(_layout.Entry(SampleValues.Key(file.Key)))).ToArray();
        var kept = before.Except(gone).ToArray();
        if (settings.MaxAge is { } maxAge)
        {
            Property.That(
                gone.Select(file => file.Key), Is.EquivalentTo(before.Where(file => file.Value.Hours > maxAge.TotalHours).Select(file => file.Key)), "aged");
        }
        else
        {
            var fitted = before.Sum(file => (long)file.Value.Bytes.Length) <= settings.MaxSize;
            Property.That(kept.Sum(file => (long)file.Value.Bytes.Length), Is.LessThanOrEqualTo(settings.MaxSize!.Value), "size");
            Property.That(fitted && gone.Length > 0, Is.False, "nothing goes when all fits");
            Property.That(
                gone.Where(file => file.Value.Bytes.Length <= settings.MaxSize).All(old => kept.All(young => young.Value.Hours <= old.Value.Hours)),
                Is.True,
                "what is longer than the whole cache may be goes in any case, and then the least recently used go first");
        }

        foreach (var (key, _) in gone)
        {
            _model.Remove(key);
        }
    }

    private void AssertDirectoryIsAsTheModelSays()
    {
        var standing = Directory.Exists(_layout.Entries)
            ? Directory.EnumerateFiles(_layout.Entries, "*", SearchOption.AllDirectories)
            : [];
        var expected = _model.Files.ToDictionary(file => _layout.Entry(SampleValues.Key(file.Key)), file => file.Value.Bytes);
        Property.That(standing, Is.EquivalentTo(expected.Keys), "files: entries and no temps");
        foreach (var (path, bytes) in expected)
        {
            Property.That(File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes), Is.True, path);
        }
    }
}
