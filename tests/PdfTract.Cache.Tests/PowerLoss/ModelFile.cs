namespace PdfTract.Cache.Tests.PowerLoss;

/// <summary>A file without its name: one cell a sector, and one for the length.</summary>
internal sealed class ModelFile
{
    private readonly int _sectorSize;
    private readonly Dictionary<int, Cell<Sector>> _sectors = [];
    private readonly Cell<int> _length;

    /// <param name="sectorSize">What a device writes whole or not at all.</param>
    /// <param name="certain">Its bytes so far, all flushed.</param>
    public ModelFile(int sectorSize, byte[] certain)
    {
        _sectorSize = sectorSize;
        _length = new Cell<int>(certain.Length);
        for (var i = 0; i * sectorSize < certain.Length; i++)
        {
            var sector = new byte[sectorSize];
            certain.AsSpan(i * sectorSize, Math.Min(sectorSize, certain.Length - (i * sectorSize))).CopyTo(sector);
            _sectors[i] = new Cell<Sector>(new Sector(sector));
        }
    }

    /// <summary>What was flushed.</summary>
    public byte[] Certain => Assemble(_length.Possible[0], i => SectorAt(i).Possible[0], []);

    /// <summary>The length came to the disk, and no byte since the last flush.</summary>
    public byte[] Lengthened => Assemble(_length.Newest, i => SectorAt(i).Possible[0], []);

    public byte[] Newest => Assemble(_length.Newest, i => SectorAt(i).Newest, []);

    public void Write(int offset, byte[] bytes)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var (index, start) = Math.DivRem(offset + at, _sectorSize);
            var count = Math.Min(_sectorSize - start, bytes.Length - at);
            var sector = (SectorAt(index).Newest.Bytes ?? new byte[_sectorSize]).ToArray();
            bytes.AsSpan(at, count).CopyTo(sector.AsSpan(start));
            SectorAt(index).Set(new Sector(sector));
            at += count;
        }

        if (offset + bytes.Length > _length.Newest)
        {
            _length.Set(offset + bytes.Length);
        }
    }

    public void SetLength(int length) => _length.Set(length);

    public void Flush()
    {
        _length.Flush();
        for (var i = 0; i * _sectorSize < _length.Newest; i++)
        {
            var sector = SectorAt(i);
            sector.Set(sector.Newest.Bytes is null ? new Sector(new byte[_sectorSize]) : sector.Newest);
            sector.Flush();
        }
    }

    /// <summary>
    /// Every content that a power loss may leave: every length that it had or that ends a sector in between, with every
    /// choice of its sectors. A sector that never came to the disk reads as zeros or as what the disk held there before.
    /// </summary>
    /// <param name="before">What the disk held there before.</param>
    public IEnumerable<byte[]> Possible(byte[] before)
    {
        var lengths = _length.Possible.ToHashSet();
        for (var end = (lengths.Min() / _sectorSize * _sectorSize) + _sectorSize; end < _length.Possible.Max(); end += _sectorSize)
        {
            lengths.Add(end);
        }

        foreach (var length in lengths)
        {
            var sectors = (length + _sectorSize - 1) / _sectorSize;
            foreach (var choice in Product.Of(Enumerable.Range(0, sectors).Select(i => SectorAt(i).Possible)))
            {
                yield return Assemble(length, i => choice[i], []);
                if (choice.Any(sector => sector.Bytes is null))
                {
                    yield return Assemble(length, i => choice[i], before);
                }
            }
        }
    }

    private Cell<Sector> SectorAt(int index) =>
        _sectors.TryGetValue(index, out var cell) ? cell : _sectors[index] = new Cell<Sector>(new Sector(null));

    private byte[] Assemble(int length, Func<int, Sector> sectorAt, byte[] before)
    {
        var bytes = new byte[length];
        before.AsSpan(0, Math.Min(before.Length, length)).CopyTo(bytes);
        for (var i = 0; i * _sectorSize < length; i++)
        {
            sectorAt(i).Bytes?.AsSpan(0, Math.Min(_sectorSize, length - (i * _sectorSize))).CopyTo(bytes.AsSpan(i * _sectorSize));
        }

        return bytes;
    }

    /// <param name="Bytes">Null: never written.</param>
    private sealed record Sector(byte[]? Bytes);
}
