namespace PdfTract.Cache.Build.Documents;

/// <summary>
/// What can be part of a cache key, of a command line and of a path at once. Whatever cannot is refused before any work: it
/// would be cut off, replaced or thrown at by one of the three, and each in another way.
/// </summary>
internal static class UsableText
{
    /// <summary>In characters. Windows starts no program with a longer command line; no honest value comes near.</summary>
    public const int MaxLength = 32 * 1024;

    /// <returns>What is wrong with the text, as the rest of a sentence that begins with it; null when nothing is.</returns>
    public static string? ProblemOf(string text)
    {
        if (text.Length > MaxLength)
        {
            return $"has {text.Length} characters, and may have {MaxLength}";
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
            {
                return "holds a NUL character, which neither a command line nor a path can hold";
            }

            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else
            {
                return "holds half of a character (one of two surrogates), which no file name and no key can hold";
            }
        }

        return null;
    }
}
