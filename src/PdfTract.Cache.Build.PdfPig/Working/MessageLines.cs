using System.Globalization;
using System.Text;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>What a request has to say, a line each, in MSBuild's form. It stays far below the length that ends a worker.</summary>
internal sealed class MessageLines
{
    /// <summary>In characters, and in JSON one may take six bytes: a line of 1 MiB would end the worker.</summary>
    private const int MostText = 100_000;

    private readonly StringBuilder _lines = new();
    private int _leftOut;

    public static string Error(string code, string message) => Line("error", code, message);

    public void AddWarning(string code, string message)
    {
        var line = Line("warning", code, message);
        if (_lines.Length + line.Length > MostText)
        {
            _leftOut++;
            return;
        }

        _lines.Append(line);
    }

    public override string ToString() => _leftOut == 0
        ? _lines.ToString()
        : _lines + string.Create(CultureInfo.InvariantCulture, $"There are {_leftOut} more of these.\n");

    /// <summary>A path may hold a line break on every system but Windows, and the message would end there.</summary>
    private static string Line(string category, string code, string message)
    {
        var line = new StringBuilder(category).Append(' ').Append(code).Append(": ");
        foreach (var c in message)
        {
            line.Append(char.IsControl(c) ? '?' : c);
        }

        return line.Append('\n').ToString();
    }
}
