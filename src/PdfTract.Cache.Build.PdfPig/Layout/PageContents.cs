using System.Text;
using UglyToad.PdfPig.Content;

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
    public static PageContents Of(Page page)
    {
        var pieces = ReadingOrder.Of(LinePiece.Of(WordReader.Read(page.Letters))).ToArray();
        return new PageContents(page.Number, page.Width, page.Height, page.Rotation.Value, [.. pieces.SelectMany(piece => piece.Words)], TextOf(pieces));
    }

    private static string TextOf(LinePiece[] pieces)
    {
        var text = new StringBuilder();
        LinePiece? last = null;
        foreach (var piece in pieces)
        {
            if (last is not null)
            {
                text.Append(last.IsOnLineWith(piece) ? ' ' : '\n');
            }

            text.Append(string.Join(" ", piece.Words.Select(word => word.Text)));
            last = piece;
        }

        return last is null ? "" : text.Append('\n').ToString();
    }
}
