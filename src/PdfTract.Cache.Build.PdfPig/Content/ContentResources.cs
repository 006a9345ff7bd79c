using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>What names stand for in a content stream: in its own resources, or in those around it.</summary>
internal sealed class ContentResources(PdfObjects objects, DictionaryToken? dictionary, ContentResources? around)
{
    private readonly Dictionary<string, DictionaryToken?> _categories = [];

    /// <param name="category">Such as <c>Font</c>.</param>
    /// <param name="name">The name.</param>
    /// <returns>Null when it stands for nothing.</returns>
    public IToken? Find(string category, string name)
    {
        for (var level = this; level is not null; level = level.Around)
        {
            if (level.Category(category) is { } entries && entries.Data.TryGetValue(name, out var token))
            {
                return token;
            }
        }

        return null;
    }

    private ContentResources? Around => around;

    private DictionaryToken? Category(string category)
    {
        if (!_categories.TryGetValue(category, out var entries))
        {
            entries = dictionary is null ? null : objects.Get<DictionaryToken>(dictionary, category);
            _categories.Add(category, entries);
        }

        return entries;
    }
}
