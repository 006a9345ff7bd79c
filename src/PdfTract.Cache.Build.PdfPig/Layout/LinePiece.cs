namespace PdfTract.Cache.Build.PdfPig;

/// <summary>Words that follow each other on one line without a gap that could be one between columns.</summary>
/// <param name="Words">At least one.</param>
/// <param name="Box">The place of all of them.</param>
internal sealed record LinePiece(IReadOnlyList<PageWord> Words, Box Box)
{
    /// <summary>In sizes of the letters. Narrower gutters than this are hardly set, wider spaces within a line are rare.</summary>
    private const double ColumnGap = 1;

    public Baseline Start => Words[0].First;

    public Baseline End => Words[Words.Count - 1].Last;

    public bool IsHorizontal => Start.IsHorizontal;

    /// <summary>Whether <paramref name="next"/>, which is drawn next, goes on along this line.</summary>
    public bool IsOnLineWith(LinePiece next) => WordReader.IsSameLine(End, next.Start);

    /// <summary>Cuts the words, in their order, into pieces.</summary>
    public static List<LinePiece> Of(IReadOnlyList<PageWord> words)
    {
        var pieces = new List<LinePiece>();
        var piece = new List<PageWord>();
        foreach (var word in words)
        {
            if (piece.Count > 0 && !Continues(piece[piece.Count - 1].Last, word.First))
            {
                pieces.Add(Create(piece));
                piece = [];
            }

            piece.Add(word);
        }

        if (piece.Count > 0)
        {
            pieces.Add(Create(piece));
        }

        return pieces;
    }

    private static bool Continues(Baseline last, Baseline next) =>
        WordReader.IsSameLine(last, next) && last.MoveTo(next).Along <= ColumnGap;

    private static LinePiece Create(List<PageWord> words)
    {
        var box = words[0].Box;
        foreach (var word in words)
        {
            box = Box.Around(box, word.Box);
        }

        return new LinePiece(words, box);
    }
}
