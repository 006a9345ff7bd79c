namespace PdfTract.Cache.Build.Secrets;

/// <summary>The rule for a secret's name. It becomes part of an environment variable's name, which has one case on Windows.</summary>
internal static class SecretName
{
    public const string Rule = "small letters, digits and '_', at most 64, beginning with a letter";

    private const int MaxLength = 64;

    public static bool IsValid(string name) =>
        name is { Length: > 0 and <= MaxLength } && IsLetter(name[0]) && name.All(c => IsLetter(c) || c is (>= '0' and <= '9') or '_');

    private static bool IsLetter(char c) => c is >= 'a' and <= 'z';
}
