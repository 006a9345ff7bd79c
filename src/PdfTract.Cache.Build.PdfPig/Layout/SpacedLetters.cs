using System.Text;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Words whose letters were set apart one by one come as words of one letter each. On a line of those, a gap ends a word when it is wide
/// against the line's usual gap.
/// </summary>
internal static class SpacedLetters
{
    /// <summary>Fewer letters in a line than this may be a formula or initials.</summary>
    private const int FewestLetters = 5;

    /// <summary>So many of a line's words are single characters, and half of them letters.</summary>
    private const double SingleCharacters = 0.8;

    /// <summary>In sizes of the letters. Without a wider gap or a drawn space on the line, what is set this wide is letters; wider, words.</summary>
    private const double NarrowWithoutSpaces = 0.22;

    private const double WidestGap = 0.7;

    /// <summary>Of the usual gap. What is wider ends a word.</summary>
    private const double Wide = 1.6;

    /// <summary>So many of the gaps are as wide as the usual one, give or take <see cref="Tolerance"/>; the others end words.</summary>
    private const double UsualGaps = 0.7;

    private const double Tolerance = 0.4;

    /// <summary>Fewer different letters than this are a pattern, and no words.</summary>
    private const int FewestDifferent = 4;

    /// <returns>The same list when there is nothing to join.</returns>
    public static List<PageWord> Join(List<PageWord> words)
    {
        List<PageWord>? joined = null;
        for (var start = 0; start < words.Count;)
        {
            var end = EndOfLine(words, start);
            if (AreSpaced(words, start, end) && Limit(words, start, end) is { } limit)
            {
                joined ??= words.GetRange(0, start);
                JoinLine(words, start, end, limit, joined);
            }
            else
            {
                joined?.AddRange(words.GetRange(start, end - start));
            }

            start = end;
        }

        return joined ?? words;
    }

    private static int EndOfLine(List<PageWord> words, int start)
    {
        var end = start + 1;
        while (end < words.Count && WordReader.IsSameLine(words[end - 1].Last, words[end].First))
        {
            end++;
        }

        return end;
    }

    private static bool AreSpaced(List<PageWord> words, int start, int end)
    {
        var (singles, letters, different) = (0, 0, new HashSet<char>());
        for (var i = start; i < end; i++)
        {
            if (IsSingle(words[i]))
            {
                singles++;
                letters += char.IsLetter(words[i].Text[0]) ? 1 : 0;
                if (different.Count < FewestDifferent)
                {
                    different.Add(words[i].Text[0]);
                }
            }
        }

        return letters >= FewestLetters && letters >= SingleCharacters * singles && singles >= SingleCharacters * (end - start) && different.Count >= FewestDifferent;
    }

    /// <summary>Chinese and Japanese words may have one character.</summary>
    private static bool IsSingle(PageWord word) => word.Text.Length == 1 && word.Text[0] < '\u2E80';

    /// <returns>The widest gap within a word; null when the line is not set so.</returns>
    private static double? Limit(List<PageWord> words, int start, int end)
    {
        var gaps = new List<double>(end - start);
        var hasSpaces = false;
        for (var i = start + 1; i < end; i++)
        {
            hasSpaces |= words[i].IsAfterSpace;
            if (!words[i].IsAfterSpace)
            {
                gaps.Add(words[i - 1].Last.MoveTo(words[i].First).Along);
            }
        }

        if (gaps.Count < FewestLetters - 1)
        {
            return null;
        }

        gaps.Sort();
        var usual = gaps[gaps.Count / 2];
        var limit = usual * Wide;
        if (gaps.Count(gap => Math.Abs(gap - usual) <= Tolerance * usual) < UsualGaps * gaps.Count)
        {
            return null;
        }

        var isSetApart = usual <= NarrowWithoutSpaces || ((hasSpaces || gaps[gaps.Count - 1] > limit) && usual <= WidestGap);
        return isSetApart ? limit : null;
    }

    private static void JoinLine(List<PageWord> words, int start, int end, double limit, List<PageWord> joined)
    {
        var text = new StringBuilder();
        var word = words[start];
        text.Append(word.Text);
        for (var i = start + 1; i < end; i++)
        {
            var next = words[i];
            if (!next.IsAfterSpace && IsSingle(next) && IsSingle(words[i - 1]) && word.Last.MoveTo(next.First).Along <= limit)
            {
                word = word with { Box = Box.Around(word.Box, next.Box), Last = next.Last };
            }
            else
            {
                joined.Add(word with { Text = text.ToString() });
                text.Clear();
                word = next;
            }

            text.Append(next.Text);
        }

        joined.Add(word with { Text = text.ToString() });
    }
}
