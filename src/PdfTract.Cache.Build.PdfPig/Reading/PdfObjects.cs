using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The objects of a document. What is not there, or is not what it should be, is null: text needs few of them.</summary>
internal sealed class PdfObjects(IPdfTokenScanner scanner, ILookupFilterProvider filters)
{
    /// <summary>Follows references to the object itself.</summary>
    public T? Get<T>(IToken? token)
        where T : class, IToken
    {
        for (var hops = 0; token is IndirectReferenceToken reference; hops++)
        {
            token = hops < ReadingLimits.ReferenceHops ? Find(reference.Data) : null;
        }

        return token as T;
    }

    public T? Get<T>(DictionaryToken dictionary, string name)
        where T : class, IToken => Get<T>(dictionary.Find(name));

    /// <summary>A stream and the number of its object.</summary>
    public StreamToken? Stream(IndirectReference reference) => Get<StreamToken>(new IndirectReferenceToken(reference));

    public double? Number(DictionaryToken dictionary, string name) => Get<NumericToken>(dictionary, name)?.Data;

    /// <summary>A text string as it is meant: in UTF-16, UTF-8 or PDFDocEncoding.</summary>
    public string? Text(DictionaryToken dictionary, string name) => Text(dictionary.Find(name));

    public string? Text(IToken? token) =>
        Get<StringToken>(token) is { } text ? PdfText.Of(text.GetBytes())
        : Get<HexToken>(token) is { } hex ? PdfText.Of(hex.Bytes)
        : null;

    /// <summary>The numbers of an array; null when it is none, or is shorter, or holds something else.</summary>
    public double[]? Numbers(IToken? token, int count)
    {
        if (Get<ArrayToken>(token) is not { } array || array.Data.Count < count)
        {
            return null;
        }

        var numbers = new double[count];
        for (var i = 0; i < count; i++)
        {
            if (Get<NumericToken>(array.Data[i]) is not { } number)
            {
                return null;
            }

            numbers[i] = number.Data;
        }

        return numbers;
    }

    public double[]? Numbers(DictionaryToken dictionary, string name, int count) => Numbers(dictionary.Find(name), count);

    /// <exception cref="StreamTooLargeException">It becomes too large. Everything else there is may be thrown too.</exception>
    public ReadOnlyMemory<byte> Decode(StreamToken stream)
    {
        var dictionary = stream.StreamDictionary;
        foreach (var name in (string[])["Filter", "F", "DecodeParms", "DP"])
        {
            if (dictionary.Data.TryGetValue(name, out var token) && token is IndirectReferenceToken && Get<IToken>(token) is { } direct)
            {
                dictionary = dictionary.With(name, direct);
            }
        }

        var data = stream.Data;
        var chain = filters.GetFilters(dictionary, scanner);
        for (var i = 0; i < chain.Count; i++)
        {
            data = chain[i].Decode(data, dictionary, filters, i);
        }

        return data;
    }

    private IToken? Find(IndirectReference reference)
    {
        try
        {
            return scanner.Get(reference)?.Data;
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            return null;
        }
    }
}
