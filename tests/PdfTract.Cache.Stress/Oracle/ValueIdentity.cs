using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PdfTract.Cache.Stress.Oracle;

/// <summary>Who wrote a value, for which key, and which of its writes it was.</summary>
internal readonly record struct ValueIdentity(int Key, int Writer, int Sequence)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Key} {Writer} {Sequence}");

    /// <summary>The content that this identity stands for: anybody can make it again and compare.</summary>
    public byte[] Content(int length)
    {
        var bytes = new byte[length];
        var random = new Random(HashCode(length));

        // Half noise, half repetition: the codec has work to do, and cannot reduce everything to nothing.
        random.NextBytes(bytes.AsSpan(0, length / 2));
        var pattern = Encoding.ASCII.GetBytes($"[{this}]");
        for (var i = length / 2; i < length; i++)
        {
            bytes[i] = pattern[i % pattern.Length];
        }

        return bytes;
    }

    /// <summary>Deterministic over processes, unlike System.HashCode.</summary>
    private int HashCode(int length) =>
        BitConverter.ToInt32(SHA256.HashData(Encoding.ASCII.GetBytes($"{this} {length}")), 0);
}
