using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The forms of a document. Some are on every page, and one may be drawn ten thousand times.</summary>
internal sealed class FormCache(PdfObjects objects)
{
    private const long LargestCache = 64 * 1024 * 1024;

    private readonly Dictionary<IndirectReference, FormXObject?> _forms = [];
    private long _size;

    /// <returns>Null for pictures, and for what cannot be read.</returns>
    public FormXObject? Get(IndirectReference reference)
    {
        if (_forms.TryGetValue(reference, out var known))
        {
            return known;
        }

        var form = objects.Stream(reference) is { } stream ? Read(stream) : null;
        if (_size > LargestCache)
        {
            _forms.Clear();
            _size = 0;
        }

        _size += form?.Content.Length ?? 0;
        _forms.Add(reference, form);
        return form;
    }

    private FormXObject? Read(StreamToken stream)
    {
        var dictionary = stream.StreamDictionary;
        if (objects.Get<NameToken>(dictionary, "Subtype")?.Data is "Image" or "PS")
        {
            return null;
        }

        try
        {
            return new FormXObject(
                objects.Decode(stream),
                objects.Numbers(dictionary, "Matrix", 6) is { } m ? new Matrix(m[0], m[1], m[2], m[3], m[4], m[5]) : Matrix.Identity,
                objects.Numbers(dictionary, "BBox", 4) is { } b ? Box.Of(b[0], b[1], b[2], b[3]) : null,
                objects.Get<DictionaryToken>(dictionary, "Resources"));
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            return null;
        }
    }
}

/// <summary>Content that a page draws by name (ISO 32000, 8.10).</summary>
/// <param name="Content">Its operators.</param>
/// <param name="Transformation">From its space into that of the page.</param>
/// <param name="Bounds">The rectangle that it is clipped to, in its own space; null when it states none.</param>
/// <param name="Resources">Null when it uses those around it.</param>
internal sealed record FormXObject(ReadOnlyMemory<byte> Content, Matrix Transformation, Box? Bounds, DictionaryToken? Resources);
