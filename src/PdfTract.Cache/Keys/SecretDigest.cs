using System.Security.Cryptography;
using System.Text;

namespace PdfTract.Cache.Keys;

/// <summary>
/// What stands for a secret option (a document's password) in a key: PBKDF2-HMAC-SHA256 over the value, salted with a fixed
/// text and the option's name. The same in every build on every machine, and slow on purpose: a key is the entry's file name
/// and in every log, and a plain hash of a short password in it could be searched in no time. Safe to call from any thread.
/// </summary>
public static class SecretDigest
{
    /// <summary>Part of every key with a secret: another number is another key.</summary>
    private const int Iterations = 100_000;

    private const string Domain = "PdfTract.Cache secret v1:";

    /// <summary>Half a surrogate pair must not become U+FFFD: two values would share a digest.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Takes some tens of milliseconds: call it once a secret and run, not once a document.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="value">The secret itself.</param>
    /// <exception cref="ArgumentException">One of the two holds half a surrogate pair.</exception>
    public static Digest256 Of(string name, string value)
    {
        using var derivation = new Rfc2898DeriveBytes(Utf8.GetBytes(value), Utf8.GetBytes(Domain + name), Iterations, HashAlgorithmName.SHA256);
        return new Digest256(derivation.GetBytes(Digest256.Length));
    }
}
