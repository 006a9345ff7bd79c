using System.Globalization;
using System.Text;

namespace PdfTract.Cache.Keys;

/// <summary>
/// RFC 8785 (JSON Canonicalization Scheme) for the one shape that is hashed here: objects of strings, arrays of strings
/// and objects. Members are sorted by UTF-16 code unit, no white space, the shortest escapes.
/// </summary>
internal static class CanonicalJson
{
    public static void AppendString(StringBuilder json, string value)
    {
        json.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            switch (c)
            {
                case '"': json.Append("\\\""); break;
                case '\\': json.Append("\\\\"); break;
                case '\b': json.Append("\\b"); break;
                case '\f': json.Append("\\f"); break;
                case '\n': json.Append("\\n"); break;
                case '\r': json.Append("\\r"); break;
                case '\t': json.Append("\\t"); break;
                case < ' ': json.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)); break;
                default:
                    // A lone surrogate has no UTF-8 form: encoded, it would become U+FFFD and let two keys share one hash.
                    // RFC 8785 §3.2.2.2 forbids it in the input; it is refused here for the same reason.
                    if (char.IsSurrogate(c))
                    {
                        if (i + 1 >= value.Length || !char.IsSurrogatePair(c, value[i + 1]))
                        {
                            throw new ArgumentException("The text holds half of a surrogate pair and cannot be part of a key.", nameof(value));
                        }

                        json.Append(c);
                        i++;
                    }

                    json.Append(value[i]);
                    break;
            }
        }

        json.Append('"');
    }

    public static void AppendObject(StringBuilder json, IReadOnlyDictionary<string, Action<StringBuilder>> members)
    {
        json.Append('{');
        var first = true;
        foreach (var name in members.Keys.OrderBy(name => name, StringComparer.Ordinal))
        {
            json.Append(first ? "" : ",");
            first = false;
            AppendString(json, name);
            json.Append(':');
            members[name](json);
        }

        json.Append('}');
    }
}
