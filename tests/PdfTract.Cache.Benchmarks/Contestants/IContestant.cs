using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Benchmarks.Contestants;

/// <summary>
/// A way of keeping results, as a user would set it up: opened once, used many times, by one thread. Each call takes several items,
/// so that one in another process pays for its pipe once a batch. What does not hold an item throws.
/// </summary>
internal interface IContestant : IDisposable
{
    string Name { get; }

    /// <summary>Reads each item's output file and keeps the bytes.</summary>
    void Store(ReadOnlyMemory<Item> items);

    /// <summary>Brings the bytes into memory, verified by those who verify.</summary>
    void Read(ReadOnlyMemory<Item> items);

    /// <summary>Writes each item's bytes to a file of its own under a name that is free: to a temp beside it, then renamed.</summary>
    void Restore(ReadOnlyMemory<(Item Item, string Destination)> items);
}
