using System.Globalization;
using System.Text;

namespace PdfTract.Cache.Fuzz;

/// <summary>
/// Text as extractors leave it: words of a language's frequencies, figures, lines and pages. The same seed gives the same
/// bytes; zstd brings it to about a quarter, as it does with real results.
/// </summary>
internal static class SampleText
{
    private const int WordsOfTheLanguage = 1000;

    private static readonly string[] Syllables =
        ["al", "be", "ca", "con", "de", "der", "en", "er", "ex", "fi", "ge", "in", "ing", "ion", "la", "le", "li", "ment", "mo", "ne", "no", "or", "per", "po", "ra", "re", "ro", "sa", "se", "ta", "ter", "ti", "to", "tra", "un", "ver"];

    private static readonly string[] Words = MakeWords();

    public static byte[] Of(int length, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder(length + 64);
        for (var count = 1; text.Length < length; count++)
        {
            text.Append(random.Next(25) == 0 ? (random.Next(100_000) / 100.0).ToString("F2", CultureInfo.InvariantCulture) : Word(random));
            text.Append((count % 500, count % 12) switch
            {
                (0, _) => '\f',
                (_, 0) => '\n',
                _ => ' ',
            });
        }

        return Encoding.ASCII.GetBytes(text.ToString(0, length));
    }

    /// <summary>The n-th word comes up about 1/n as often as the first (Zipf).</summary>
    private static string Word(Random random) => Words[(int)Math.Pow(WordsOfTheLanguage, random.NextDouble()) - 1];

    private static string[] MakeWords()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, WordsOfTheLanguage).Select(_ =>
            string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Syllables[random.Next(Syllables.Length)])))];
    }
}
