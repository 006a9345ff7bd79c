using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using PdfTract.Cache.Build.Secrets;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Build.Sessions;

/// <summary>
/// The digests of secrets, each of which takes tens of milliseconds: taken once, when the first document asks for it, in that document's thread. A
/// secret that was read anew is known by its value. Safe for several threads at once.
/// </summary>
/// <param name="compute">Digests a name and a value.</param>
internal sealed class SecretDigests(Func<string, string, Digest256> compute)
{
    private readonly ConcurrentDictionary<string, Lazy<Digest256>> _known = new(StringComparer.Ordinal);

    /// <summary>Random, and nobody else's: what is remembered tells nothing of the values, and the fast hash can't be tried on guesses.</summary>
    private readonly byte[] _key = RandomKey();

    public SecretDigests()
        : this(SecretDigest.Of)
    {
    }

    public Digest256 Of(Secret secret) => _known.GetOrAdd(NameOf(secret), _ => new Lazy<Digest256>(() => compute(secret.Name, secret.Value))).Value;

    private string NameOf(Secret secret)
    {
        using var hash = new HMACSHA256(_key);
        return Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(secret.Name + "\0" + secret.Value)));
    }

    private static byte[] RandomKey()
    {
        var key = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(key);
        return key;
    }
}
