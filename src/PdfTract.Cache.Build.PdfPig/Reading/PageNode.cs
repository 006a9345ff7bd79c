using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A page and what it inherits (ISO 32000, 7.7.3.4).</summary>
/// <param name="Dictionary">The page's own dictionary.</param>
/// <param name="Ancestors">Those of the nodes above it, the nearest first.</param>
internal sealed record PageNode(DictionaryToken Dictionary, IReadOnlyList<DictionaryToken> Ancestors)
{
    /// <returns>The nearest value that there is: the page's own, or an inherited one.</returns>
    public IToken? Inherited(string name) =>
        Dictionary.Find(name) ?? Ancestors.Select(ancestor => ancestor.Find(name)).FirstOrDefault(token => token is not null);
}
