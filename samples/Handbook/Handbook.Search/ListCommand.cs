using System.CommandLine;
using Handbook.Documents;

namespace Handbook.Search;

internal sealed class ListCommand : Command
{
    public ListCommand(IReadOnlyList<Document> documents)
        : base("list", "Lists the documents and how many pages each has.")
    {
        SetAction(_ =>
        {
            foreach (var document in documents)
            {
                Console.WriteLine($"{document.Pages.Count,3}  {document.Name}");
            }

            return documents.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
        });
    }
}
