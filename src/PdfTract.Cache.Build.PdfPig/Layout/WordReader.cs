using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Makes words of letters in the order in which the page draws them. Whoever made the PDF wrote words letter by letter; a
/// search for each letter's nearest neighbour has to guess that again, and on real documents it glues words together.
/// </summary>
internal static class WordReader
{
    /// <summary>A gap that is wider ends the word, in sizes of the letters. Tightly set lines leave 0.2 between words, kerning stays below 0.1.</summary>
    private const double WordGap = 0.1;

    /// <summary>An accent goes back over its letter; what goes back further begins something else.</summary>
    private const double StepBack = -0.75;

    /// <summary>Half a size up or down is another line; indices and footnote marks stay below.</summary>
    public const double LineStep = 0.5;

    /// <summary>Whether <paramref name="next"/> goes on along the line that <paramref name="last"/> stands on.</summary>
    public static bool IsSameLine(Baseline last, Baseline next) =>
        last.IsParallelTo(next) && last.MoveTo(next) is var (along, across) && across <= LineStep && along >= StepBack;

    /// <returns>The words in the order in which they are drawn; none is empty or holds white space at its ends.</returns>
    public static List<PageWord> Read(IReadOnlyList<Letter> letters)
    {
        var words = new List<PageWord>();
        var word = new List<Letter>();
        foreach (var letter in letters)
        {
            if (string.IsNullOrWhiteSpace(letter.Value))
            {
                // Also the empty ones: glyphs that stand for no text, but have their place.
                Finish(word, words);
                continue;
            }

            if (word.Count > 0 && !IsSameWord(Baseline.Of(word[word.Count - 1]), Baseline.Of(letter)))
            {
                Finish(word, words);
            }

            word.Add(letter);
        }

        Finish(word, words);
        return words;
    }

    private static bool IsSameWord(Baseline last, Baseline next) => IsSameLine(last, next) && last.MoveTo(next).Along <= WordGap;

    private static void Finish(List<Letter> word, List<PageWord> words)
    {
        if (word.Count == 0)
        {
            return;
        }

        var text = new StringBuilder();
        var box = BoxOf(word[0]);
        foreach (var letter in word)
        {
            text.Append(letter.Value);
            box = Box.Around(box, BoxOf(letter));
        }

        words.Add(new PageWord(CleanText.Of(text.ToString()), box, Baseline.Of(word[0]), Baseline.Of(word[word.Count - 1])));
        word.Clear();
    }

    /// <summary>The advance by the font's ascent and descent: one height a font, and the same on every machine.</summary>
    private static Box BoxOf(Letter letter)
    {
        var place = letter.GlyphRectangleLoose is { Height: > 0 } loose ? loose : letter.BoundingBox;
        return Around(place.TopLeft, place.TopRight, place.BottomLeft, place.BottomRight);
    }

    private static Box Around(PdfPoint a, PdfPoint b, PdfPoint c, PdfPoint d) =>
        new(Math.Min(Math.Min(a.X, b.X), Math.Min(c.X, d.X)),
            Math.Min(Math.Min(a.Y, b.Y), Math.Min(c.Y, d.Y)),
            Math.Max(Math.Max(a.X, b.X), Math.Max(c.X, d.X)),
            Math.Max(Math.Max(a.Y, b.Y), Math.Max(c.Y, d.Y)));
}
