using System.Text;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Secrets;
using PdfTract.Cache.Settings;

namespace PdfTract.Cache.Build.Sessions;

/// <summary>Fetches the signing key from where the property says it is.</summary>
internal static class SigningKeySource
{
    /// <param name="place">The property <c>PdfCacheSigningKey</c>; empty for no key.</param>
    /// <param name="logError">Takes the code and the message: never a part of the key, nor of what may be one.</param>
    public static SigningKey? Read(string? place, Action<string, string> logError)
    {
        if (string.IsNullOrWhiteSpace(place))
        {
            return null;
        }

        var (key, problem) = Read(place!.Trim());
        if (problem is not null)
        {
            logError(DiagnosticCodes.InvalidSigningKey,
                $"PdfCacheSigningKey {problem}. Without its key this build can trust no entry and sign none. Set it to env:VARIABLE or file:path, "
                + "with a key from, for example: openssl rand -base64 32");
        }

        return key;
    }

    private static (SigningKey? Key, string? Problem) Read(string place)
    {
        if (SecretReference.Parse("key", place) is not { } reference)
        {
            return (null, "does not say where the key is; if the key itself stands there, it has been logged by now, so replace it");
        }

        var (value, problem) = SecretValue.Read(reference);
        if (value is null)
        {
            return (null, $"names the {reference}, which {problem}");
        }

        var secret = Encoding.UTF8.GetBytes(value);
        return secret.Length < SigningKey.MinLength
            ? (null, $"names the {reference}, whose key has fewer than {SigningKey.MinLength} bytes")
            : (new SigningKey(secret), null);
    }
}
