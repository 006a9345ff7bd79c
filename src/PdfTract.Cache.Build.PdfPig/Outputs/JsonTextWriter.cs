using System.Globalization;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Writes JSON as a stream. It is fast, and it writes numbers as docs/extraction-json.md has them, which System.Text.Json does not. The
/// caller keeps names, values and brackets in order; this class keeps the commas, the escapes and the numbers. What is written reaches
/// the text writer at the end of a line, and on <see cref="Flush"/>.
/// </summary>
internal sealed class JsonTextWriter(TextWriter writer)
{
    /// <summary>Beyond this, coordinates are broken and not large.</summary>
    private const double LargestNumber = 1e12;

    private char[] _buffer = new char[4096];
    private int _count;
    private bool _needsComma;
    private bool _needsLine;

    public JsonTextWriter BeginObject() => Open('{');

    public JsonTextWriter EndObject() => Close('}');

    public JsonTextWriter BeginArray() => Open('[');

    public JsonTextWriter EndArray() => Close(']');

    /// <summary>The next value is an element of an array whose beginning is elsewhere.</summary>
    public void ContinueArray() => _needsComma = true;

    /// <summary>The next value stands on a line of its own.</summary>
    public JsonTextWriter BreakLine()
    {
        _needsLine = true;
        return this;
    }

    public JsonTextWriter Name(string name)
    {
        String(name);
        Append(':');
        _needsComma = false;
        return this;
    }

    public JsonTextWriter String(string value)
    {
        Separate();
        Append('"');
        AppendEscaped(value);
        Append('"');
        _needsComma = true;
        return this;
    }

    /// <summary>Two decimals at most, rounded half away from zero, never an exponent. What is no number, or absurd, is 0.</summary>
    public JsonTextWriter Number(double value)
    {
        Separate();
        var hundredths = Math.Abs(value) < LargestNumber ? (long)Math.Round(value * 100, MidpointRounding.AwayFromZero) : 0;
        if (hundredths < 0)
        {
            Append('-');
            hundredths = -hundredths;
        }

        AppendInteger(hundredths / 100);
        if (hundredths % 100 is > 0 and var decimals)
        {
            Append('.');
            Append((char)('0' + (decimals / 10)));
            if (decimals % 10 > 0)
            {
                Append((char)('0' + (decimals % 10)));
            }
        }

        _needsComma = true;
        return this;
    }

    /// <summary>Ends the line; all of it is written.</summary>
    public void EndLine()
    {
        Append('\n');
        Flush();
    }

    public void Flush()
    {
        writer.Write(_buffer, 0, _count);
        _count = 0;
    }

    private JsonTextWriter Open(char bracket)
    {
        Separate();
        Append(bracket);
        _needsComma = false;
        return this;
    }

    private JsonTextWriter Close(char bracket)
    {
        Append(bracket);
        _needsComma = true;
        return this;
    }

    private void Separate()
    {
        if (_needsComma)
        {
            Append(',');
        }

        if (_needsLine)
        {
            Append('\n');
        }

        (_needsComma, _needsLine) = (false, false);
    }

    private void AppendEscaped(string value)
    {
        var plain = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c is >= ' ' and not ('"' or '\\'))
            {
                continue;
            }

            Append(value, plain, i - plain);
            plain = i + 1;
            Append('\\');
            switch (c)
            {
                case '"' or '\\':
                    Append(c);
                    break;
                case '\n':
                    Append('n');
                    break;
                default:
                    var code = "u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture);
                    Append(code, 0, code.Length);
                    break;
            }
        }

        Append(value, plain, value.Length - plain);
    }

    private void AppendInteger(long value)
    {
        var digits = 1;
        for (var rest = value; rest >= 10; rest /= 10)
        {
            digits++;
        }

        Reserve(digits);
        for (var i = digits - 1; i >= 0; i--)
        {
            _buffer[_count + i] = (char)('0' + (value % 10));
            value /= 10;
        }

        _count += digits;
    }

    private void Append(char c)
    {
        Reserve(1);
        _buffer[_count++] = c;
    }

    private void Append(string value, int start, int length)
    {
        Reserve(length);
        value.CopyTo(start, _buffer, _count, length);
        _count += length;
    }

    private void Reserve(int count)
    {
        if (_buffer.Length - _count < count)
        {
            Array.Resize(ref _buffer, Math.Max(_count + count, _buffer.Length * 2));
        }
    }
}
