using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The pages of a document in their order. A node that is its own ancestor, or has two parents, counts once.</summary>
internal static class PageTree
{
    public static IReadOnlyList<PageNode> Read(PdfObjects objects, DictionaryToken catalog)
    {
        var pages = new List<PageNode>();
        if (objects.Get<DictionaryToken>(catalog, "Pages") is not { } root)
        {
            return pages;
        }

        var seen = new HashSet<IndirectReference>();
        if (catalog.Find("Pages") is IndirectReferenceToken reference)
        {
            seen.Add(reference.Data);
        }

        var waiting = new Stack<PageNode>();
        waiting.Push(new PageNode(root, []));
        while (waiting.Count > 0 && pages.Count < ReadingLimits.Pages)
        {
            var node = waiting.Pop();
            if (objects.Get<ArrayToken>(node.Dictionary, "Kids") is not { } kids)
            {
                if (IsPage(objects, node.Dictionary))
                {
                    pages.Add(node);
                }

                continue;
            }

            if (node.Ancestors.Count >= ReadingLimits.TreeDepth)
            {
                continue;
            }

            DictionaryToken[] ancestors = [node.Dictionary, .. node.Ancestors];
            for (var i = kids.Length - 1; i >= 0; i--)
            {
                if (Kid(objects, kids[i], seen) is { } kid)
                {
                    waiting.Push(new PageNode(kid, ancestors));
                }
            }
        }

        return pages;
    }

    private static DictionaryToken? Kid(PdfObjects objects, IToken token, HashSet<IndirectReference> seen)
    {
        // What cannot be found is a page that is lost: it keeps its number, and says that it is empty.
        var kid = objects.Get<DictionaryToken>(token) ?? (token is IndirectReferenceToken ? DictionaryToken.Empty : null);
        var isNode = kid is not null && kid.Data.ContainsKey("Kids");
        return isNode && token is IndirectReferenceToken reference && !seen.Add(reference.Data) ? null : kid;
    }

    private static bool IsPage(PdfObjects objects, DictionaryToken dictionary) => objects.Get<NameToken>(dictionary, "Type")?.Data != "Pages";
}
