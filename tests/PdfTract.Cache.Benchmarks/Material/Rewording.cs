namespace PdfTract.Cache.Benchmarks.Material;

/// <summary>
/// Makes more of a text when there is too little: its words take each other's places, and the digits after a point are new. What
/// repeats in such a text is what repeats in language, so that it compresses as real results do and not as a repetition does.
/// </summary>
internal static class Rewording
{
    private const int ShortestWord = 4;

    /// <returns>As many bytes; the same for the same seed.</returns>
    public static byte[] Of(byte[] text, int seed)
    {
        var random = new Random(seed);
        var words = Words(text).Where(word => word.Length >= ShortestWord).ToArray();
        var others = words
            .GroupBy(word => word.Length)
            .ToDictionary(group => group.Key, group => group.Select(word => text.AsMemory(word.Start, word.Length)).ToArray());
        foreach (var list in others.Values)
        {
            random.Shuffle(list);
        }

        var result = (byte[])text.Clone();
        var next = others.ToDictionary(other => other.Key, _ => 0);
        foreach (var (start, length) in words)
        {
            others[length][next[length]++].CopyTo(result.AsMemory(start));
        }

        for (var i = 1; i < result.Length; i++)
        {
            if (char.IsAsciiDigit((char)result[i]) && text[i - 1] is (byte)'.')
            {
                result[i] = (byte)('0' + random.Next(10));
            }
        }

        return result;
    }

    private static IEnumerable<(int Start, int Length)> Words(byte[] text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsAsciiLetterLower((char)text[i]))
            {
                continue;
            }

            // A key of the JSON is followed by a quote and a colon, and stays what it is.
            var isKey = i + 1 < text.Length && text[i] == (byte)'"' && text[i + 1] == (byte)':';
            if (i > start && !isKey)
            {
                yield return (start, i - start);
            }

            start = i + 1;
        }
    }
}
