using System.Text;
using CsCheck;
using PdfTract.Cache.Fuzz;

namespace PdfTract.Cache.Tests;

/// <summary>Generators of what the cache is given, with the awkward values often.</summary>
internal static class Arbitrary
{
    /// <summary>Any UTF-16, with many surrogates, whole and halved.</summary>
    public static readonly Gen<string> Utf16 = Gen
        .Frequency((3, Gen.Char[' ', '~']), (1, Gen.Char['\0', '\u00ff']), (1, Gen.Char['\ud7fe', '\ue001']), (1, Gen.Char['\0', '\uffff']))
        .Array[0, 12]
        .Select(units => new string(units));

    /// <summary>Text that has a UTF-8 form: no half surrogate pairs.</summary>
    public static readonly Gen<string> Text = Utf16.Select(text => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString())));

    public static readonly Gen<string> Kind = Gen.Select(
        Gen.Char["abcxyz0189"],
        Gen.Frequency((5, Gen.Char["abc019_-"].Array[0, 6]), (1, Gen.Char["abc019_-"].Array[OutputKind.MaxLength - 1])),
        (first, rest) => first + new string(rest));

    public static readonly Gen<Digest256> Digest = Gen.Byte.Array[Digest256.Length].Select(bytes => new Digest256(bytes));

    public static readonly Gen<CacheKey> Key = Gen.Select(Digest, Digest, (fingerprint, options) => new CacheKey(fingerprint, options));

    /// <summary>To the millisecond, as an entry keeps it.</summary>
    public static readonly Gen<Provenance> Provenance = Gen.Select(
        Gen.Frequency((3, Text), (1, Text.Array[20, 40].Select(string.Concat))),
        Text,
        Gen.Long[UnixTime.ToMilliseconds(DateTime.MinValue.ToUniversalTime()), UnixTime.ToMilliseconds(DateTime.MaxValue)],
        Gen.Long[0, (long)TimeSpan.MaxValue.TotalMilliseconds / 2],
        (host, version, created, took) => new Provenance(host, version, UnixTime.FromMilliseconds(created), TimeSpan.FromMilliseconds(took)));

    /// <summary>Lengths on both sides of what changes the way that an output is stored or read.</summary>
    public static readonly Gen<byte[]> Bytes = Gen.Frequency(
            (8, Gen.Int[0, 300]),
            (4, Gen.Int[EntryFormat.MaxRawLength - 1, EntryFormat.MaxRawLength + 2]),
            (1, Gen.Int[StreamReading.BlockSize - 1, StreamReading.BlockSize + 1]),
            (1, Gen.Int[(2 * StreamReading.BlockSize) - 1, (2 * StreamReading.BlockSize) + 1]))
        .SelectMany(length => Gen.Frequency(
            (2, Gen.Int[0, 9].Select(seed => SampleText.Of(length, seed))),
            (1, Gen.Int[0, 9].Select(seed => Random(length, seed))),
            (1, Gen.Byte.Select(value => Enumerable.Repeat(value, length).ToArray()))));

    /// <summary>0 to 64 outputs, each kind once.</summary>
    public static readonly Gen<IReadOnlyList<SampleOutput>> Outputs = Gen
        .Frequency((4, Gen.Int[0, 4]), (1, Gen.Int[EntryFormat.MaxOutputs - 1, EntryFormat.MaxOutputs]))
        .SelectMany(count => Gen.Select(Kind, Bytes, (kind, bytes) => new SampleOutput(kind, bytes)).Array[count])
        .Select(IReadOnlyList<SampleOutput> (outputs) => [.. outputs.DistinctBy(output => output.Kind)]);

    private static byte[] Random(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
