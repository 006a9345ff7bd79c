namespace PdfTract.Cache.Keys;

/// <summary>
/// The rule for an output kind's name: 1 to 64 of <c>a-z 0-9 _ -</c>, beginning with a letter or digit. A kind is a
/// logical name; where a restored file goes is the consuming project's word alone, so that no stored text can name a path (H25).
/// </summary>
public static class OutputKind
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 64;

    /// <summary>Whether <paramref name="kind"/> is a well-formed name.</summary>
    public static bool IsValid(string? kind)
    {
        if (kind is not { Length: > 0 and <= MaxLength } || !IsLetterOrDigit(kind[0]))
        {
            return false;
        }

        foreach (var c in kind)
        {
            if (!IsLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');
}
