using System.Security.Cryptography;
using System.Text;

namespace PdfTract.Cache;

/// <summary>
/// How a document is extracted: everything besides its bytes that may change the result. Immutable; safe to share.
/// </summary>
public sealed class ExtractionOptions
{
    /// <summary>Names a way of extracting.</summary>
    /// <param name="extractor">The extractor's id, such as <c>pdftotext</c>.</param>
    /// <param name="version">The extractor's version: another version is another key.</param>
    /// <param name="options">Option name to value. The order does not matter.</param>
    /// <param name="outputKinds">The logical names of the outputs (<c>text</c>, <c>json</c>). Order and repetition do not matter.</param>
    public ExtractionOptions(
        string extractor,
        string version,
        IEnumerable<KeyValuePair<string, string>> options,
        IEnumerable<string> outputKinds)
    {
        Extractor = extractor;
        Version = version;
        Options = options.ToArray();
        OutputKinds = outputKinds.Distinct(StringComparer.Ordinal).OrderBy(kind => kind, StringComparer.Ordinal).ToArray();
    }

    /// <summary>The extractor's id.</summary>
    public string Extractor { get; }

    /// <summary>The extractor's version.</summary>
    public string Version { get; }

    /// <summary>The options as they were given.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Options { get; }

    /// <summary>The output kinds, sorted, each once.</summary>
    public IReadOnlyList<string> OutputKinds { get; }

    /// <summary>The options hash: SHA-256 of <see cref="ToCanonicalJson"/>.</summary>
    public Digest256 ComputeHash()
    {
        using var sha = SHA256.Create();
        return new Digest256(sha.ComputeHash(Encoding.UTF8.GetBytes(ToCanonicalJson())));
    }

    /// <summary>The canonical JSON (RFC 8785) that is hashed: shown in diagnostic logs to explain why two keys differ.</summary>
    /// <exception cref="ArgumentException">A value cannot be written as UTF-8, or an option is named twice.</exception>
    public string ToCanonicalJson()
    {
        if (Options.Select(option => option.Key).Distinct(StringComparer.Ordinal).Count() != Options.Count)
        {
            throw new ArgumentException("An option is named twice.");
        }

        var json = new StringBuilder();
        CanonicalJson.AppendObject(json, new Dictionary<string, Action<StringBuilder>>
        {
            ["extractor"] = b => CanonicalJson.AppendString(b, Extractor),
            ["version"] = b => CanonicalJson.AppendString(b, Version),
            ["options"] = b => CanonicalJson.AppendObject(b, Options.Select(option =>
                new KeyValuePair<string, Action<StringBuilder>>(option.Key, v => CanonicalJson.AppendString(v, option.Value)))),
            ["outputs"] = b => CanonicalJson.AppendArray(b, OutputKinds),
        });
        return json.ToString();
    }
}
