using System.Globalization;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Writes JSON as a stream. System.Text.Json would do, but on .NET Framework it asks for another System.Memory than PdfPig,
/// beside a task only one version of a file can lie, and five more files would ship. The caller keeps names, values and
/// brackets in order; this class keeps the commas, the escapes and the numbers.
/// </summary>
internal sealed class JsonTextWriter(TextWriter writer)
{
    /// <summary>Beyond this, coordinates are broken and not large.</summary>
    private const double LargestNumber = 1e12;

    private bool _needsComma;
    private bool _needsLine;

    public JsonTextWriter BeginObject() => Open('{');

    public JsonTextWriter EndObject() => Close('}');

    public JsonTextWriter BeginArray() => Open('[');

    public JsonTextWriter EndArray() => Close(']');

    /// <summary>The next value stands on a line of its own.</summary>
    public JsonTextWriter BreakLine()
    {
        _needsLine = true;
        return this;
    }

    public JsonTextWriter Name(string name)
    {
        String(name);
        writer.Write(':');
        _needsComma = false;
        return this;
    }

    public JsonTextWriter String(string value)
    {
        Separate();
        writer.Write('"');
        foreach (var c in value)
        {
            WriteEscaped(c);
        }

        writer.Write('"');
        _needsComma = true;
        return this;
    }

    /// <summary>Two decimals at most, rounded half away from zero, never an exponent. What is no number, or absurd, is 0.</summary>
    public JsonTextWriter Number(double value)
    {
        Separate();
        var hundredths = Math.Abs(value) < LargestNumber ? (long)Math.Round(value * 100, MidpointRounding.AwayFromZero) : 0;
        writer.Write((hundredths / 100m).ToString("0.##", CultureInfo.InvariantCulture));
        _needsComma = true;
        return this;
    }

    public void EndLine() => writer.Write('\n');

    private JsonTextWriter Open(char bracket)
    {
        Separate();
        writer.Write(bracket);
        _needsComma = false;
        return this;
    }

    private JsonTextWriter Close(char bracket)
    {
        writer.Write(bracket);
        _needsComma = true;
        return this;
    }

    private void Separate()
    {
        if (_needsComma)
        {
            writer.Write(',');
        }

        if (_needsLine)
        {
            writer.Write('\n');
        }

        (_needsComma, _needsLine) = (false, false);
    }

    private void WriteEscaped(char c)
    {
        switch (c)
        {
            case '"' or '\\':
                writer.Write('\\');
                writer.Write(c);
                break;
            case '\n':
                writer.Write("\\n");
                break;
            case < ' ':
                writer.Write("\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture));
                break;
            default:
                writer.Write(c);
                break;
        }
    }
}
