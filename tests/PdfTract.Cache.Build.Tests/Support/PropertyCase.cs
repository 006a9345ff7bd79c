namespace PdfTract.Cache.Build.Tests;

/// <summary>Properties set in one place, and what is expected of a build with them.</summary>
/// <param name="Place">Where they are set.</param>
/// <param name="Properties">Names and values, as they stand there.</param>
/// <param name="Code">The one error; null when the build is to succeed.</param>
/// <param name="Words">What the error says.</param>
internal sealed record PropertyCase(PropertyPlace Place, (string Name, string Value)[] Properties, string? Code, params string[] Words)
{
    public override string ToString() =>
        $"H65_{string.Join(" ", Properties.Select(property => $"{property.Name}='{property.Value}'"))} {Place}: {Code ?? "works"}";
}
