namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The letters of one page. One list serves page after page: its memory is large, and new memory is what costs the most.</summary>
internal sealed class LetterList
{
    private PlacedLetter[] _letters = new PlacedLetter[1024];

    public int Count { get; private set; }

    public ReadOnlySpan<PlacedLetter> Letters => _letters.AsSpan(0, Count);

    public ref PlacedLetter Last => ref _letters[Count - 1];

    public void Clear() => Cut(0);

    /// <summary>Removes the letters from this one on.</summary>
    public void Cut(int count) => Count = count;

    /// <summary>Removes letters that no part of their baseline brings onto the sheet.</summary>
    public void KeepWithin(Box sheet)
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (IsOn(sheet, _letters[i].Baseline))
            {
                // Nearly always all of them.
                if (kept != i)
                {
                    _letters[kept] = _letters[i];
                }

                kept++;
            }
        }

        Count = kept;
    }

    public void Add(in PlacedLetter letter)
    {
        if (Count == _letters.Length)
        {
            if (Count >= ReadingLimits.LettersPerPage)
            {
                throw new PageLimitException($"it has more than {ReadingLimits.LettersPerPage:N0} letters.");
            }

            Array.Resize(ref _letters, Count * 2);
        }

        _letters[Count++] = letter;
    }

    /// <summary>Whether any part of the baseline is on the sheet.</summary>
    public static bool IsOn(Box sheet, in Baseline line) =>
        Math.Max(line.Start.X, line.End.X) >= sheet.Left && Math.Min(line.Start.X, line.End.X) <= sheet.Right
        && Math.Max(line.Start.Y, line.End.Y) >= sheet.Bottom && Math.Min(line.Start.Y, line.End.Y) <= sheet.Top;
}
