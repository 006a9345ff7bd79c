using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>A contestant that lives in this process. Where it has no way of its own to restore, it reads into memory and writes a file.</summary>
internal abstract class InProcess : IContestant
{
    public abstract string Name { get; }

    /// <summary>The output file, read whole into memory that is used again.</summary>
    protected OutputBytes Output { get; } = new();

    public void Store(ReadOnlyMemory<Item> items)
    {
        foreach (var item in items.Span)
        {
            Store(item);
        }
    }

    public void Read(ReadOnlyMemory<Item> items)
    {
        foreach (var item in items.Span)
        {
            Check(item, Read(item).Length);
        }
    }

    public void Restore(ReadOnlyMemory<(Item Item, string Destination)> items)
    {
        foreach (var (item, destination) in items.Span)
        {
            Restore(item, destination);
        }
    }

    public abstract void Dispose();

    protected abstract void Store(Item item);

    /// <returns>The bytes, until the next call.</returns>
    protected abstract ReadOnlySpan<byte> Read(Item item);

    protected virtual void Restore(Item item, string destination)
    {
        var bytes = Read(item);
        Check(item, bytes.Length);
        NewFile.Write(destination, bytes);
    }

    private void Check(Item item, int length)
    {
        if (length != item.Length)
        {
            throw new InvalidDataException($"{Name} has {length} bytes of {item.Key} instead of {item.Length}.");
        }
    }
}
