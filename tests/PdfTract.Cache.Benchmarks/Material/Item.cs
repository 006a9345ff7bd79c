using System.Security.Cryptography;
using System.Text;

namespace PdfTract.Cache.Benchmarks.Material;

/// <summary>One thing to keep: an output of a document under a key of its own.</summary>
internal sealed class Item
{
    public const string Text = "text";
    public const string Json = "json";

    private static readonly Digest256 Options = new(SHA256.HashData("benchmark"u8));

    /// <param name="name">What its key is made of.</param>
    /// <param name="kind"><see cref="Text"/> or <see cref="Json"/>.</param>
    /// <param name="source">The output file.</param>
    /// <param name="length">Its length.</param>
    public Item(string name, string kind, string source, int length)
    {
        Kind = kind;
        Source = source;
        Length = length;
        Key = new CacheKey(new Digest256(SHA256.HashData(Encoding.UTF8.GetBytes(name))), Options);
        Name = Key.EntryName;
        KeyBytes = new byte[2 * Digest256.Length];
        Key.Fingerprint.CopyTo(KeyBytes);
        Key.OptionsHash.CopyTo(KeyBytes.AsSpan(Digest256.Length));
    }

    public CacheKey Key { get; }

    public string Name { get; }

    public byte[] KeyBytes { get; }

    public string Kind { get; }

    public string Source { get; }

    public int Length { get; }

    /// <summary>The same output under another key.</summary>
    public Item Again(string name) => new(name, Kind, Source, Length);
}
