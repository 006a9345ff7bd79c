using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;

namespace PdfTract.Cache.Build.Secrets;

/// <summary>
/// The secrets of all documents of a task's run, each read once: by the task itself, when it runs. Immutable, and so safe for
/// several threads.
/// </summary>
internal sealed class DocumentSecrets
{
    private readonly Dictionary<string, IReadOnlyList<Secret>?> _ofList;

    private DocumentSecrets(Dictionary<string, IReadOnlyList<Secret>?> ofList) => _ofList = ofList;

    /// <summary>Every secret, each once.</summary>
    public IEnumerable<Secret> All => _ofList.Values.SelectMany(secrets => secrets ?? []).Distinct();

    /// <param name="documents">What is to be extracted, restored or stored.</param>
    /// <param name="logError">Takes code, file and message of each thing that is wrong, once however many documents it concerns.</param>
    public static DocumentSecrets Read(IEnumerable<PlannedDocument> documents, Action<string, string?, string> logError)
    {
        var read = new Dictionary<SecretReference, Secret?>();
        var ofList = new Dictionary<string, IReadOnlyList<Secret>?>(StringComparer.Ordinal);
        foreach (var document in documents.Where(document => !ofList.ContainsKey(List(document))))
        {
            ofList.Add(List(document), ReadList(document, read, logError));
        }

        return new DocumentSecrets(ofList);
    }

    /// <returns>Null when one of them could not be read.</returns>
    public IReadOnlyList<Secret>? Of(PlannedDocument document) => _ofList[List(document)];

    private static string List(PlannedDocument document) => document.Metadata(ItemMetadata.ExtractSecrets);

    private static Secret[]? ReadList(
        PlannedDocument document, Dictionary<SecretReference, Secret?> read, Action<string, string?, string> logError)
    {
        var (references, problem) = SecretReference.ParseList(List(document));
        if (problem is not null)
        {
            logError(DiagnosticCodes.InvalidSecrets, document.Path,
                $"The secrets of '{document.Path}' (PdfExtractSecrets, or ExtractSecrets of the PdfDocument item) make no sense: {problem}. "
                + "Example: password=env:PDF_PASSWORD;other=file:secrets/other.txt");
            return null;
        }

        foreach (var reference in references.Where(reference => !read.ContainsKey(reference)))
        {
            read.Add(reference, ReadOne(reference, document, logError));
        }

        Secret[] readable = [.. references.Select(reference => read[reference]).OfType<Secret>()];
        return readable.Length == references.Count ? readable : null;
    }

    private static Secret? ReadOne(SecretReference reference, PlannedDocument document, Action<string, string?, string> logError)
    {
        var (value, problem) = SecretValue.Read(reference);
        if (value is not null)
        {
            return new Secret(reference.Name, value);
        }

        logError(DiagnosticCodes.SecretUnreadable, document.Path,
            $"The secret '{reference.Name}' of '{document.Path}' is to be in the {reference}, which {problem}. "
            + "Set it for the build, or correct PdfExtractSecrets or the item's ExtractSecrets.");
        return null;
    }
}
