using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace PdfTract.Cache.Shared;

/// <summary>
/// A page being written. What stands in the source is markup, what is filled in is text: it is escaped always, and numbers are
/// invariant, because there is no other way to write.
/// </summary>
internal sealed class MarkupWriter
{
    private readonly StringBuilder _page = new();

    /// <summary>Writes a line of markup with texts filled in.</summary>
    public void Line([InterpolatedStringHandlerArgument("")] Escaping markup) => _page.Append('\n');

    public override string ToString() => _page.ToString();

    [InterpolatedStringHandler]
    internal readonly ref struct Escaping
    {
        public Escaping(int literalLength, int formattedCount, MarkupWriter writer)
        {
            _ = literalLength + formattedCount;
            Page = writer._page;
        }

        private StringBuilder Page { get; }

        public void AppendLiteral(string markup) => Page.Append(markup);

        public void AppendFormatted<T>(T text, string? format = null) => Page.Append(WebUtility.HtmlEncode(
            text is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : text?.ToString()));
    }
}
