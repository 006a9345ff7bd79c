namespace PdfTract.Cache.Tests;

/// <summary>
/// What a cache's directory must hold: under each key the bytes of its file, and how many hours ago it was used. It knows
/// nothing of files, times or checksums.
/// </summary>
internal sealed class CacheModel
{
    private readonly Dictionary<int, (byte[] Bytes, int Hours)> _files = [];

    public bool HasMarker { get; private set; }

    public IReadOnlyDictionary<int, (byte[] Bytes, int Hours)> Files => _files;

    public void Store(int key, int value)
    {
        HasMarker = true;
        _files[key] = (SampleValues.Entry(key, value), 0);
    }

    /// <summary>The value that a restore must give, or the reason why it is a miss. No other bytes are allowed.</summary>
    public (int? Value, MissReason Reason) Expect(int key)
    {
        if (!_files.TryGetValue(key, out var file))
        {
            return (null, MissReason.Absent);
        }

        if (SampleValues.ValueIn(key, file.Bytes) is { } value)
        {
            return (value, MissReason.None);
        }

        var isOthers = Enumerable.Range(0, SampleValues.KeyCount).Any(other => SampleValues.ValueIn(other, file.Bytes) is not null);
        return (null, isOthers ? MissReason.ForeignKey : MissReason.Corrupt);
    }

    /// <summary>A corrupt entry goes; a hit is used now.</summary>
    public void Restored(int key)
    {
        switch (Expect(key).Reason)
        {
            case MissReason.Corrupt:
                _files.Remove(key);
                break;
            case MissReason.None:
                _files[key] = (_files[key].Bytes, 0);
                break;
            default:
                break;
        }
    }

    public void Put(int key, byte[] bytes) => _files[key] = (bytes, 0);

    public void Swap(int key, int other) => (_files[key], _files[other]) = (_files[other], _files[key]);

    public void GrowOld(int key, int hours) => _files[key] = (_files[key].Bytes, hours);

    public void Remove(int key) => _files.Remove(key);

    public void DeleteMarker() => HasMarker = false;

    public void DeleteRoot()
    {
        HasMarker = false;
        _files.Clear();
    }
}
