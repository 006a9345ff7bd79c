using System.Text;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Makes words of letters in the order in which the page draws them. Whoever made the PDF wrote words letter by letter; a
/// search for each letter's nearest neighbour has to guess that again, and on real documents it glues words together.
/// </summary>
internal sealed class WordReader
{
    /// <summary>A gap that is wider ends the word, in sizes of the letters. Tightly set lines leave 0.2 between words, kerning stays below 0.1.</summary>
    private const double WordGap = 0.1;

    /// <summary>An accent goes back over its letter; what goes back further begins something else.</summary>
    private const double StepBack = -0.75;

    /// <summary>Half a size up or down is another line; indices and footnote marks stay below.</summary>
    public const double LineStep = 0.5;

    private readonly List<PageWord> _words = [];
    private readonly StringBuilder _text = new();
    private Box _box;
    private Baseline _first;
    private Baseline _last;
    private bool _isAfterSpace;

    /// <summary>Whether <paramref name="next"/> goes on along the line that <paramref name="last"/> stands on.</summary>
    public static bool IsSameLine(Baseline last, Baseline next) =>
        last.IsParallelTo(next) && last.MoveTo(next) is var (along, across) && across <= LineStep && along >= StepBack;

    /// <returns>The words in the order in which they are drawn; none is empty or holds white space.</returns>
    public static List<PageWord> Read(ReadOnlySpan<PlacedLetter> letters)
    {
        var reader = new WordReader();
        foreach (ref readonly var letter in letters)
        {
            if (HasWhiteSpace(letter.Text))
            {
                reader.AddParts(letter);
            }
            else
            {
                reader.Add(letter);
            }
        }

        reader.Finish();
        return SpacedLetters.Join(reader._words);
    }

    private static bool HasWhiteSpace(string text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c))
            {
                return true;
            }
        }

        return false;
    }

    private void Add(in PlacedLetter letter)
    {
        if (letter.Text.Length == 0)
        {
            // A glyph that stands for no text, but has its place.
            Space();
            return;
        }

        if (_text.Length > 0 && IsSameWord(_last, letter.Baseline))
        {
            _box = Box.Around(_box, letter.Box);
        }
        else
        {
            Finish();
            (_box, _first) = (letter.Box, letter.Baseline);
        }

        _text.Append(letter.Text);
        _last = letter.Baseline;
    }

    /// <summary>One letter may stand for several words: each gets its share of the place.</summary>
    private void AddParts(in PlacedLetter letter)
    {
        for (var start = 0; start < letter.Text.Length;)
        {
            var end = start;
            while (end < letter.Text.Length && !char.IsWhiteSpace(letter.Text[end]))
            {
                end++;
            }

            if (end > start)
            {
                Add(letter.Part(start, end));
            }

            if (end < letter.Text.Length)
            {
                Space();
            }

            start = end + 1;
        }
    }

    private void Space()
    {
        Finish();
        _isAfterSpace = true;
    }

    private static bool IsSameWord(Baseline last, Baseline next) => IsSameLine(last, next) && last.MoveTo(next).Along <= WordGap;

    private void Finish()
    {
        if (_text.Length == 0)
        {
            return;
        }

        _words.Add(new PageWord(CleanText.Of(_text.ToString()), _box, _first, _last, _isAfterSpace));
        _text.Clear();
        _isAfterSpace = false;
    }
}

/// <summary>A word of a page.</summary>
/// <param name="Text">What it says, clean: see <see cref="CleanText"/>.</param>
/// <param name="Box">Its place on the page.</param>
/// <param name="First">The baseline of its first letter.</param>
/// <param name="Last">The baseline of its last letter.</param>
/// <param name="IsAfterSpace">Whether a space was drawn before it.</param>
internal sealed record PageWord(string Text, Box Box, Baseline First, Baseline Last, bool IsAfterSpace);
