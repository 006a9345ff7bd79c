using System.CommandLine;
using Handbook.Documents;

namespace Handbook.Search;

internal sealed class SearchCommand : Command
{
    private readonly IReadOnlyList<Document> _documents;

    public SearchCommand(IReadOnlyList<Document> documents)
        : base("search", "Finds the pages that have all the words, the best match first.")
    {
        _documents = documents;

        var words = new Argument<string[]>("words")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "What to look for. Case does not matter, and a word finds what begins with it.",
        };
        words.Validators.Add(result =>
        {
            if (Query.Parse(result.Tokens.Select(token => token.Value)).Words.Count == 0)
            {
                result.AddError("There is no word to look for.");
            }
        });

        Arguments.Add(words);
        SetAction(commandLine => Print(PageSearch.Find(_documents, Query.Parse(commandLine.GetRequiredValue(words)))));
    }

    private static int Print(IReadOnlyList<Hit> hits)
    {
        foreach (var hit in hits)
        {
            Console.WriteLine($"{hit.Document.Name}, page {hit.Page}");
            Console.WriteLine($"    {hit.Snippet}");
        }

        return hits.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }
}
