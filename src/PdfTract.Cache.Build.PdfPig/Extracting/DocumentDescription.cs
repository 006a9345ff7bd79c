using System.Globalization;
using UglyToad.PdfPig;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>What a document says of itself. Null is what it does not say.</summary>
internal sealed record DocumentDescription(
    int Pages,
    string PdfVersion,
    string? Title,
    string? Author,
    string? Subject,
    string? Keywords,
    string? Creator,
    string? Producer,
    string? Created,
    string? Modified)
{
    public static DocumentDescription Of(PdfDocument pdf, int pages)
    {
        var information = pdf.Information;
        return new DocumentDescription(
            pages,
            pdf.Version.ToString("0.0", CultureInfo.InvariantCulture),
            Text(information.Title),
            Text(information.Author),
            Text(information.Subject),
            Text(information.Keywords),
            Text(information.Creator),
            Text(information.Producer),
            Date(information.CreationDate),
            Date(information.ModifiedDate));
    }

    private static string? Text(string? value) => value is null || CleanText.Of(value).Trim() is not { Length: > 0 } text ? null : text;

    private static string? Date(string? value) => Text(value) is { } text ? PdfDate.ToIso8601(text) ?? text : null;
}
