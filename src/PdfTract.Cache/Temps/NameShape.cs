namespace PdfTract.Cache.Temps;

/// <summary>
/// The shapes that names of the cache's own files are made of, letter by letter. By hand: a regular expression is built anew in each
/// process, and a build's node may have no more to do than one hit.
/// </summary>
internal static class NameShape
{
    /// <summary>Half of an entry's name, and the random part of a temp's: 128 bits.</summary>
    public const int HexLength = 32;

    /// <summary>The two halves of a key, and nothing but the extension after them.</summary>
    public static bool IsOfKey(string name, string extension) =>
        name.Length == (2 * HexLength) + 1 + extension.Length
        && IsLowerHex(name, 0, HexLength)
        && name[HexLength] == '-'
        && IsLowerHex(name, HexLength + 1, HexLength)
        && name.EndsWith(extension, StringComparison.Ordinal);

    /// <summary>Whether all of this part of the name are digits or small letters from a to f. The part must lie within the name.</summary>
    public static bool IsLowerHex(string name, int start, int length)
    {
        for (var i = start; i < start + length; i++)
        {
            if (!IsDigit(name[i]) && name[i] is < 'a' or > 'f')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many digits end at this place of the name, which is the first after them.</summary>
    public static int DigitsBefore(string name, int end)
    {
        var start = end;
        while (start > 0 && IsDigit(name[start - 1]))
        {
            start--;
        }

        return end - start;
    }

    /// <summary>Not <see cref="char.IsDigit(char)"/>, which knows those of all scripts.</summary>
    public static bool IsDigit(char c) => c is >= '0' and <= '9';
}
