using Microsoft.Build.Framework;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;

namespace PdfTract.Cache.Build.Parsing;

/// <summary>
/// Reads the text of properties. Parameters are strings and parsed here, not by MSBuild, so that an invalid value
/// is an error that names the property, the value and an example.
/// </summary>
internal sealed class PropertyReader(Action<string, string?, string> logError)
{
    private const string Unlimited = "unlimited";

    private const long DefaultMaxMemory = 2L * 1024 * 1024 * 1024;

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(10);

    public bool Boolean(string property, string? text, bool absent) => Trim(text) switch
    {
        "" => absent,
        { } value when Is(value, "true") || Is(value, "1") || Is(value, "yes") || Is(value, "on") => true,
        { } value when Is(value, "false") || Is(value, "0") || Is(value, "no") || Is(value, "off") => false,
        _ => Invalid<bool>(property, text, "true or false"),
    };

    /// <returns>Null for no limit.</returns>
    public long? Size(string property, string? text)
    {
        if (IsUnlimited(text))
        {
            return null;
        }

        return ByteSize.TryParse(text!, out var bytes) ? bytes : Invalid<long?>(property, text, $"{ByteSize.Example}, 500MB or {Unlimited}");
    }

    /// <returns>Null for no limit.</returns>
    public TimeSpan? Age(string property, string? text)
    {
        if (IsUnlimited(text))
        {
            return null;
        }

        return Parsing.Age.TryParse(text!, out var age) ? age : Invalid<TimeSpan?>(property, text, $"{Parsing.Age.Example}, 12h or {Unlimited}");
    }

    /// <summary>How long to wait for something: there is no "for ever", and a number without a unit, other than 0, might be meant in seconds or days.</summary>
    /// <returns><paramref name="absent"/> when nothing is given.</returns>
    public TimeSpan Wait(string property, string? text, TimeSpan absent)
    {
        if (Trim(text) is not { Length: > 0 } value)
        {
            return absent;
        }

        return Parsing.Age.TryParse(value, out var wait) && (wait == TimeSpan.Zero || HasUnit(value))
            ? wait
            : Invalid<TimeSpan>(property, text, "10m, 30s or 0");
    }

    /// <summary>The property <c>PdfExtractTimeout</c>. A bare number could be seconds as well as minutes, so it needs its unit.</summary>
    /// <returns>Null for no limit, and when an error was logged.</returns>
    public TimeSpan? Timeout(string? text)
    {
        if (Is(Trim(text), Unlimited))
        {
            return null;
        }

        return Trim(text).Length == 0 ? DefaultTimeout
            : HasUnit(Trim(text)) && Parsing.Age.TryParse(text!, out var time) && time > TimeSpan.Zero ? time
            : Invalid<TimeSpan?>("PdfExtractTimeout", text, $"10m, 90s, 1h or {Unlimited}");
    }

    /// <summary>The property <c>PdfExtractMaxMemory</c>.</summary>
    /// <returns>In bytes; null for no limit, and when an error was logged.</returns>
    public long? MaxMemory(string? text)
    {
        if (Is(Trim(text), Unlimited))
        {
            return null;
        }

        // Less than this no program needs, not even to start: a number without its unit is meant as something else.
        const long Least = 16L * 1024 * 1024;
        return Trim(text).Length == 0 ? DefaultMaxMemory
            : ByteSize.TryParse(text!, out var bytes) && bytes >= Least ? bytes
            : Invalid<long?>("PdfExtractMaxMemory", text, $"2GB, 500MB or {Unlimited}; the least is 16MB");
    }

    /// <summary>The property <c>PdfExtractFailures</c>.</summary>
    public FailureSeverity Failures(string? text) => Word("PdfExtractFailures", text, "error", "warning", "message") switch
    {
        "warning" => FailureSeverity.Warning,
        "message" => FailureSeverity.Message,
        _ => FailureSeverity.Error,
    };

    /// <returns>One of the words, as it is written here; the first when the text is empty or an error was logged.</returns>
    public string Word(string property, string? text, params string[] words) =>
        Trim(text).Length == 0
            ? words[0]
            : words.FirstOrDefault(word => Is(Trim(text), word)) ?? Invalid<string>(property, text, string.Join(", ", words)) ?? words[0];

    /// <returns>The full path; null when an error was logged.</returns>
    public string? Directory(string property, ITaskItem folder)
    {
        var name = folder.ItemSpec;
        var problem = UsableText.ProblemOf(name)
            ?? (name.Trim().Length == 0 ? "is empty" : null)
            ?? (name.TrimStart().StartsWith("~", StringComparison.Ordinal) ? "begins with '~', which stands for the user's home folder only as ~/" : null)
            ?? (name.Any(char.IsControl) || name.IndexOfAny(Path.GetInvalidPathChars()) >= 0 ? "holds a character that no folder's name has" : null)
            ?? (SystemPath.IsTooLong(name) ? "is longer than a path can be here" : null);
        if (problem is null)
        {
            return folder.GetMetadata("FullPath");
        }

        logError(DiagnosticCodes.InvalidProperty, null,
            $"The property {property} {problem}: '{Readable.Show(name)}'. It takes a folder's path, such as /var/cache/pdftract or {@"D:\cache"}.");
        return null;
    }

    /// <summary>Text that becomes part of the key or of a command line. What is wrong with it is logged.</summary>
    /// <returns>Whether it can be used.</returns>
    public bool Text(string property, string text)
    {
        if (UsableText.ProblemOf(text) is not { } problem)
        {
            return true;
        }

        logError(DiagnosticCodes.InvalidProperty, null, $"The property {property} {problem}: '{Readable.Show(text)}'. Correct it, or shorten it.");
        return false;
    }

    private T? Invalid<T>(string property, string? text, string examples)
    {
        logError(DiagnosticCodes.InvalidProperty, null,
            $"The property {property} has the value '{Readable.Show(text)}', which is invalid. Examples: {examples}.");
        return default;
    }

    private static bool HasUnit(string value) => char.IsLetter(value[value.Length - 1]);

    private static bool IsUnlimited(string? text) => Trim(text) is "" || Is(Trim(text), Unlimited);

    private static string Trim(string? text) => text?.Trim() ?? "";

    private static bool Is(string value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);
}
