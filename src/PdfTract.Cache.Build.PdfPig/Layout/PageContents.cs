using System.Text;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A page in the order in which it is read.</summary>
/// <param name="Number">Counted from one.</param>
/// <param name="Width">In points, as the page is shown: cut to its crop box and turned.</param>
/// <param name="Height">In points, likewise.</param>
/// <param name="Rotation">By how many degrees a viewer turns the page, clockwise.</param>
/// <param name="Words">The words.</param>
/// <param name="Text">The same words in lines. Each line ends with a line feed, the last one too; a page without text has none.</param>
internal sealed record PageContents(int Number, double Width, double Height, int Rotation, IReadOnlyList<PageWord> Words, string Text)
{
    public static PageContents Of(int number, PageGeometry geometry, LetterList letters)
    {
        var words = new List<PageWord>();
        var text = new StringBuilder();
        LinePiece? last = null;
        foreach (var piece in ReadingOrder.Of(LinePiece.Of(WordReader.Read(letters.Letters))))
        {
            if (last is not null)
            {
                text.Append(last.IsOnLineWith(piece) ? ' ' : '\n');
            }

            for (var i = 0; i < piece.Words.Count; i++)
            {
                text.Append(i > 0 ? " " : "").Append(piece.Words[i].Text);
            }

            words.AddRange(piece.Words);
            last = piece;
        }

        return new PageContents(number, geometry.Width, geometry.Height, geometry.Rotation, words, last is null ? "" : text.Append('\n').ToString());
    }
}
