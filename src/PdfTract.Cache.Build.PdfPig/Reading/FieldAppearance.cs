using System.Globalization;
using System.Text;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// The appearance of form fields that state none: their value, set as <c>DA</c> says (ISO 32000, 12.7.3.3). Viewers make one too, when
/// a program filled the form in without drawing it.
/// </summary>
internal sealed class FieldAppearance(PdfObjects objects, DictionaryToken catalog)
{
    private const int Password = 1 << 13;
    private const double UsualSize = 12;
    private const double Margin = 2;

    private static readonly DictionaryToken Helvetica = TokenDictionary.Of(
        ("Type", NameToken.Create("Font")), ("Subtype", NameToken.Create("Type1")), ("BaseFont", NameToken.Create("Helvetica")),
        ("Encoding", NameToken.Create("WinAnsiEncoding")));

    private readonly DictionaryToken? _form = objects.Get<DictionaryToken>(catalog, "AcroForm");

    /// <returns>Null for what is no field, and for fields without text.</returns>
    public FormXObject? Of(DictionaryToken annotation, Box place)
    {
        if (objects.Get<NameToken>(annotation, "Subtype")?.Data != "Widget"
            || objects.Get<NameToken>(Inherited(annotation, "FT"))?.Data is not ("Tx" or "Ch")
            || ((int)(objects.Get<NumericToken>(Inherited(annotation, "Ff"))?.Data ?? 0) & Password) != 0
            || Value(annotation) is not { Length: > 0 } value)
        {
            return null;
        }

        var (font, size) = Style(annotation);
        size = size > 0 ? size : Math.Min(UsualSize, place.Height);
        return new FormXObject(Content(value, size, place), Matrix.Identity, null, TokenDictionary.Of(("Font", TokenDictionary.Of(("F", font)))));
    }

    private string? Value(DictionaryToken annotation) =>
        Inherited(annotation, "V") is not { } value ? null
        : objects.Get<ArrayToken>(value) is { } chosen ? string.Join("\n", chosen.Data.Select(objects.Text))
        : objects.Text(value);

    /// <summary>The font and the size that the default appearance chooses. A size of 0 is up to the viewer.</summary>
    private (IToken Font, double Size) Style(DictionaryToken annotation)
    {
        var token = Inherited(annotation, "DA") ?? _form?.Find("DA");
        if (objects.Get<StringToken>(token) is { } style)
        {
            var (lexer, operands) = (new ContentLexer(style.GetBytes()), new Operands());
            while (lexer.Next(operands) is not Operator.None and var operation)
            {
                if (operation == Operator.Font && new Arguments(operands) is var arguments && arguments.IsNumber(1) && arguments.Name(2) is { } name)
                {
                    return (Font(name), arguments.Number(1));
                }
            }
        }

        return (Helvetica, 0);
    }

    /// <summary>Among the form's own fonts. What takes more than a byte a character is left alone.</summary>
    private IToken Font(string name) =>
        _form is not null && objects.Get<DictionaryToken>(_form, "DR") is { } resources && objects.Get<DictionaryToken>(resources, "Font") is { } fonts
        && fonts.Find(name) is { } token && objects.Get<DictionaryToken>(token) is { } font && objects.Get<NameToken>(font, "Subtype")?.Data != "Type0"
            ? token
            : Helvetica;

    /// <summary>Fields are in trees, and inherit what they do not state.</summary>
    private IToken? Inherited(DictionaryToken annotation, string name)
    {
        var field = annotation;
        for (var depth = 0; field is not null && depth < ReadingLimits.TreeDepth; depth++)
        {
            if (field.Data.TryGetValue(name, out var token))
            {
                return token;
            }

            field = objects.Get<DictionaryToken>(field, "Parent");
        }

        return null;
    }

    private static byte[] Content(string value, double size, Box place)
    {
        var lines = value.Replace("\r\n", "\n").Replace('\r', '\n').Split('\n');
        var top = lines.Length == 1 ? ((place.Height - size) / 2) + size : place.Height - Margin;
        var content = new StringBuilder();
        content.AppendFormat(CultureInfo.InvariantCulture, "BT /F {0:0.###} Tf {0:0.###} TL {1:0.###} {2:0.###} Td", size, Margin, top + (size / 4));
        foreach (var line in lines)
        {
            // The font may not have all the characters. What they mean is certain.
            content.Append(" T* /Span <</ActualText <").Append(Hex([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(line)])).Append(">>> BDC <")
                .Append(Hex([.. line.Select(c => c is > ' ' and <= '~' ? (byte)c : (byte)'n')])).Append("> Tj EMC");
        }

        return Encoding.ASCII.GetBytes(content.Append(" ET").ToString());
    }

    private static string Hex(byte[] bytes) => string.Concat(bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
}
