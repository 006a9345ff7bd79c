using System.Text;
using UglyToad.PdfPig.Content;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A page in the order in which it is read: its words, and its text, which is the same words in lines.</summary>
/// <param name="Words">The words.</param>
/// <param name="Text">Each line ends with a line feed, the last one too; a page without text has none.</param>
internal sealed record PageText(IReadOnlyList<PageWord> Words, string Text)
{
    public static PageText Of(Page page)
    {
        var pieces = ReadingOrder.Of(LinePiece.Of(WordReader.Read(page.Letters))).ToArray();
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

        return new PageText([.. pieces.SelectMany(piece => piece.Words)], last is null ? "" : text.Append('\n').ToString());
    }
}
