using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PdfTract.Cache.Stress.Oracle;

/// <summary>
/// The second output of every entry: who wrote the first one, its length and digest, and the card's own digest. So a content
/// of one byte is identified as well as one of 64 MiB, and two outputs of different writes never fit together.
/// </summary>
internal static class ValueCard
{
    public static byte[] Write(ValueIdentity identity, byte[] content)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{identity} {content.Length} {Convert.ToHexString(SHA256.HashData(content))}");
        return Encoding.ASCII.GetBytes($"{text} {Digest(text)}");
    }

    /// <summary>Reads what a restore left and says what is wrong with it; null when it is one whole write of the key.</summary>
    public static string? Check(int key, string contentPath, string cardPath, out ValueIdentity identity)
    {
        identity = default;
        var card = Encoding.ASCII.GetString(File.ReadAllBytes(cardPath));
        var parts = card.Split(' ');
        if (parts.Length != 6 || Digest(card[..card.LastIndexOf(' ')]) != parts[5])
        {
            return $"the card is not what anybody wrote: {card}";
        }

        identity = new ValueIdentity(Number(parts[0]), Number(parts[1]), Number(parts[2]));
        if (identity.Key != key)
        {
            return $"a value of key {identity.Key} came back for key {key}";
        }

        using var content = File.OpenRead(contentPath);
        if (content.Length != Number(parts[3]))
        {
            return $"the content has {content.Length} bytes and its card says {parts[3]}";
        }

        return Convert.ToHexString(SHA256.HashData(content)) == parts[4] ? null : "the content is not the one of its card";
    }

    private static string Digest(string text) => Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(text)), 0, 8);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
