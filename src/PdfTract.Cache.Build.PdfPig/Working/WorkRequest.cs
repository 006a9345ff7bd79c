using System.Text.Json;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>One line of the input: Bazel's WorkRequest in JSON.</summary>
/// <param name="Id">Never 0. The answer repeats it.</param>
/// <param name="Arguments">What is asked for.</param>
/// <param name="Digest">The document's SHA-256 in hex, where the caller has stated it.</param>
internal sealed record WorkRequest(int Id, IReadOnlyList<string> Arguments, string? Digest)
{
    /// <param name="line">UTF-8. Fields that are not known are passed over.</param>
    /// <returns>Null when it is no request, or has no number.</returns>
    public static WorkRequest? Parse(ReadOnlySpan<byte> line)
    {
        var (id, arguments, digest) = (0, new List<string>(), default(string));
        try
        {
            var reader = new Utf8JsonReader(line);
            Expect(ref reader, JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("requestId"u8))
                {
                    reader.Read();
                    id = reader.GetInt32();
                }
                else if (reader.ValueTextEquals("arguments"u8))
                {
                    ReadArguments(ref reader, arguments);
                }
                else if (reader.ValueTextEquals("inputs"u8))
                {
                    digest = ReadDigest(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            // The line ends here: what follows an object would be another one.
            return reader.Read() || id == 0 ? null : new WorkRequest(id, arguments, digest);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static void ReadArguments(ref Utf8JsonReader reader, List<string> arguments)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            arguments.Add(reader.GetString() ?? throw new FormatException());
        }
    }

    /// <summary>A request is about one document.</summary>
    private static string? ReadDigest(ref Utf8JsonReader reader)
    {
        string? digest = null;
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("digest"u8))
                {
                    reader.Read();
                    digest = reader.GetString();
                }
                else
                {
                    reader.Skip();
                }
            }
        }

        return digest;
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new FormatException();
        }
    }
}
