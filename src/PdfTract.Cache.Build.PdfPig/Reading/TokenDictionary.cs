using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>Dictionaries, made and asked.</summary>
internal static class TokenDictionary
{
    /// <summary>Entries without a value are left out.</summary>
    public static DictionaryToken Of(params (string Name, IToken? Value)[] entries) => new(
        entries.Where(entry => entry.Value is not null).ToDictionary(entry => NameToken.Create(entry.Name), entry => entry.Value!));

    /// <returns>Null when there is no such entry.</returns>
    public static IToken? Find(this DictionaryToken dictionary, string name) => dictionary.Data.TryGetValue(name, out var token) ? token : null;
}
