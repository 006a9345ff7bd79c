using System.Globalization;
using System.Text;
using PdfTract.Cache.Build.Secrets;
using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Build.Workers;

/// <summary>What a worker is asked: Bazel's WorkRequest in JSON, one line (docs/workers.md).</summary>
/// <param name="Id">Never 0, and another one for each request of a worker.</param>
/// <param name="Input">The document's full path.</param>
/// <param name="Digest">The document's SHA-256 in hexadecimal; null when it is not known.</param>
/// <param name="Outputs">Each kind with the file to write.</param>
/// <param name="Secrets">The document's secrets. They are in no argument list of any process.</param>
/// <param name="Options">The document's options, split like a command line.</param>
internal sealed record WorkerRequest(
    int Id, string Input, string? Digest, IReadOnlyList<(string Kind, string Path)> Outputs, IReadOnlyList<Secret> Secrets, IReadOnlyList<string> Options)
{
    /// <summary>Some pages alone, counted from 1; null for all.</summary>
    public (int First, int Last)? Pages { get; init; }

    /// <summary>A page that cannot be read is to be an empty one.</summary>
    public bool LeavesUnreadablePagesEmpty { get; init; }

    /// <summary>One line, with its end.</summary>
    public string ToJson()
    {
        var json = new StringBuilder("{\"arguments\":[");
        foreach (var argument in Arguments())
        {
            CanonicalJson.AppendString(json, argument);
            json.Append(',');
        }

        json.Length--;
        json.Append("],\"inputs\":[{\"path\":");
        CanonicalJson.AppendString(json, Input);
        if (Digest is not null)
        {
            json.Append(",\"digest\":");
            CanonicalJson.AppendString(json, Digest);
        }

        return json.Append("}],\"requestId\":").Append(Id.ToString(CultureInfo.InvariantCulture)).Append("}\n").ToString();
    }

    private IEnumerable<string> Arguments()
    {
        yield return "--input=" + Input;
        foreach (var (kind, path) in Outputs)
        {
            yield return $"--output:{kind}={path}";
        }

        foreach (var secret in Secrets)
        {
            yield return $"--secret:{secret.Name}={secret.Value}";
        }

        if (Pages is var (first, last))
        {
            yield return string.Format(CultureInfo.InvariantCulture, "--pages={0}-{1}", first, last);
        }

        if (LeavesUnreadablePagesEmpty)
        {
            yield return "--unreadable-pages=empty";
        }

        yield return "--";
        foreach (var option in Options)
        {
            yield return option;
        }
    }
}
