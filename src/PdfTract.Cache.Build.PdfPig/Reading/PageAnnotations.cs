using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>What annotations and form fields show on a page: their normal appearances (ISO 32000, 12.5.5), and fields that have none their values.</summary>
internal sealed class PageAnnotations(PdfObjects objects, FormCache forms, DictionaryToken catalog)
{
    private const int Hidden = 2;
    private const int NoView = 32;

    private readonly FieldAppearance _fields = new(objects, catalog);

    public void Draw(DictionaryToken page, ContentInterpreter interpreter, ContentResources resources)
    {
        if (objects.Get<ArrayToken>(page, "Annots") is not { } annotations)
        {
            return;
        }

        foreach (var token in annotations.Data)
        {
            if (objects.Get<DictionaryToken>(token) is { } annotation && IsShown(annotation) && objects.Numbers(annotation, "Rect", 4) is { } rect)
            {
                Draw(annotation, Box.Of(rect[0], rect[1], rect[2], rect[3]), interpreter, resources);
            }
        }
    }

    private bool IsShown(DictionaryToken annotation) =>
        ((int)(objects.Number(annotation, "F") ?? 0) & (Hidden | NoView)) == 0 && objects.Get<NameToken>(annotation, "Subtype")?.Data != "Popup";

    private void Draw(DictionaryToken annotation, Box place, ContentInterpreter interpreter, ContentResources resources)
    {
        if (Appearance(annotation) is { } reference)
        {
            if (forms.Get(reference.Data) is { } form)
            {
                interpreter.Draw(reference.Data, form, Placement(form, place), resources);
            }
        }
        else if (_fields.Of(annotation, place) is { } field)
        {
            interpreter.Draw(default, field, Matrix.Translation(place.Left, place.Bottom), resources);
        }
    }

    /// <summary>The one that shows its state, when there are several.</summary>
    private IndirectReferenceToken? Appearance(DictionaryToken annotation)
    {
        if (objects.Get<DictionaryToken>(annotation, "AP") is not { } appearances || !appearances.Data.TryGetValue("N", out var normal))
        {
            return null;
        }

        if (objects.Get<DictionaryToken>(normal) is not { } states)
        {
            return normal as IndirectReferenceToken;
        }

        var state = objects.Get<NameToken>(annotation, "AS")?.Data ?? "Off";
        return states.Data.TryGetValue(state, out var chosen) ? chosen as IndirectReferenceToken : null;
    }

    /// <summary>Makes the form's rectangle, as its own transformation leaves it, that of the annotation.</summary>
    private static Matrix Placement(FormXObject form, Box place)
    {
        var box = form.Transformation.Apply(form.Bounds ?? new Box(0, 0, place.Width, place.Height));
        var (across, up) = (box.Width > 0 ? place.Width / box.Width : 1, box.Height > 0 ? place.Height / box.Height : 1);
        return new Matrix(across, 0, 0, up, place.Left - (box.Left * across), place.Bottom - (box.Bottom * up));
    }
}
