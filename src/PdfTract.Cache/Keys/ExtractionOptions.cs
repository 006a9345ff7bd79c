using System.Security.Cryptography;
using System.Text;

namespace PdfTract.Cache.Keys;

/// <summary>
/// How a document is extracted: everything besides its bytes that may change the result. Immutable; safe to share.
/// </summary>
/// <remarks>
/// The output kinds are not part of it. An extractor gives for one document and one set of options the same text, whether JSON is
/// asked for as well or not; so what one extraction left of one kind is good for everybody who asks for that kind.
/// </remarks>
public sealed class ExtractionOptions
{
    /// <summary>Names a way of extracting.</summary>
    /// <param name="extractor">The extractor's id, such as <c>pdftotext</c>.</param>
    /// <param name="version">The extractor's version: another version is another key.</param>
    /// <param name="options">Option name to value. The order does not matter.</param>
    /// <param name="secrets">Name of a secret option to its <see cref="SecretDigest"/>; never the value. The order does not matter.</param>
    public ExtractionOptions(
        string extractor,
        string version,
        IEnumerable<KeyValuePair<string, string>> options,
        IEnumerable<KeyValuePair<string, Digest256>>? secrets = null)
    {
        Extractor = extractor;
        Version = version;
        Options = options.ToArray();
        Secrets = secrets?.ToArray() ?? [];
    }

    /// <summary>The extractor's id.</summary>
    public string Extractor { get; }

    /// <summary>The extractor's version.</summary>
    public string Version { get; }

    /// <summary>The options as they were given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Options { get; }

    /// <summary>The digests of the secret options.</summary>
    public IReadOnlyList<KeyValuePair<string, Digest256>> Secrets { get; }

    /// <summary>The options hash: SHA-256 of <see cref="ToCanonicalJson"/>.</summary>
    public Digest256 ComputeHash()
    {
        using var sha = SHA256.Create();
        return new Digest256(sha.ComputeHash(Encoding.UTF8.GetBytes(ToCanonicalJson())));
    }

    /// <summary>
    /// The canonical JSON (RFC 8785) that is hashed. With secrets it belongs in no log: their digests are as good as the key for
    /// somebody who tries passwords out, and without the document.
    /// </summary>
    /// <exception cref="ArgumentException">A value cannot be written as UTF-8, or an option or a secret is named twice.</exception>
    public string ToCanonicalJson()
    {
        var members = new Dictionary<string, Action<StringBuilder>>
        {
            ["extractor"] = b => CanonicalJson.AppendString(b, Extractor),
            ["version"] = b => CanonicalJson.AppendString(b, Version),
            ["options"] = b => CanonicalJson.AppendObject(b, OptionMembers()),
        };

        // Only where there are any: the keys of all other documents are what they always were.
        if (Secrets.Count > 0)
        {
            members["secrets"] = b => CanonicalJson.AppendObject(b, SecretMembers());
        }

        var json = new StringBuilder();
        CanonicalJson.AppendObject(json, members);
        return json.ToString();
    }

    private Dictionary<string, Action<StringBuilder>> OptionMembers()
    {
        var members = new Dictionary<string, Action<StringBuilder>>(StringComparer.Ordinal);
        foreach (var option in Options)
        {
            Add(members, "An option", option.Key, option.Value);
        }

        return members;
    }

    private Dictionary<string, Action<StringBuilder>> SecretMembers()
    {
        var members = new Dictionary<string, Action<StringBuilder>>(StringComparer.Ordinal);
        foreach (var secret in Secrets)
        {
            Add(members, "A secret", secret.Key, secret.Value.ToString());
        }

        return members;
    }

    private static void Add(Dictionary<string, Action<StringBuilder>> members, string what, string name, string value)
    {
        if (members.ContainsKey(name))
        {
            throw new ArgumentException($"{what} is named twice.");
        }

        members.Add(name, json => CanonicalJson.AppendString(json, value));
    }
}
