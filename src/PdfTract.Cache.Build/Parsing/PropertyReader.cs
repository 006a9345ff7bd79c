namespace PdfTract.Cache.Build;

/// <summary>
/// Reads the text of properties. Parameters are strings and parsed here, not by MSBuild, so that a value that makes no sense
/// is an error that names the property, the value and an example.
/// </summary>
internal sealed class PropertyReader(Action<string, string?, string> logError)
{
    private const string Unlimited = "unlimited";

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

        return Build.Age.TryParse(text!, out var age) ? age : Invalid<TimeSpan?>(property, text, $"{Build.Age.Example}, 12h or {Unlimited}");
    }

    private T? Invalid<T>(string property, string? text, string examples)
    {
        logError(DiagnosticCodes.InvalidProperty, null, $"The property {property} has the value '{text}', which makes no sense here. Examples: {examples}.");
        return default;
    }

    private static bool IsUnlimited(string? text) => Trim(text) is "" || Is(Trim(text), Unlimited);

    private static string Trim(string? text) => text?.Trim() ?? "";

    private static bool Is(string value, string word) => string.Equals(value, word, StringComparison.OrdinalIgnoreCase);
}
