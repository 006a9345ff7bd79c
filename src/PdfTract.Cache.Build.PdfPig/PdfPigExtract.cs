using System.Globalization;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Extracts documents with PdfPig, as many at once as MSBuild grants cores. A document that fails is an error; the others are
/// extracted all the same, so that a second build has only the failures left to do.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PdfPigExtract : PdfTask
{
    /// <summary>One item an output, with <c>Document</c>, <c>Link</c>, <c>Kind</c> (<c>text</c> or <c>json</c>), <c>ExtractOptions</c> and <c>ExtractSecrets</c>.</summary>
    [Required]
    public ITaskItem[] Extractions { get; set; } = [];

    /// <summary>
    /// What the documents are taken from one at a time, so that nodes and builds that miss the same ones share the work: the property
    /// <c>PdfExtractSession</c>. Empty: one after another.
    /// </summary>
    public string Session { get; set; } = "";

    /// <summary>
    /// The outputs of the documents that were extracted, in the order of <see cref="Extractions"/>, with <c>FromCache</c> =
    /// <c>false</c> and <c>ExtractionMilliseconds</c>.
    /// </summary>
    [Output]
    public ITaskItem[] Extracted { get; private set; } = [];

    /// <inheritdoc/>
    protected override void Run(CancellationToken cancellationToken)
    {
        var documents = DocumentPlan.Create(Extractions, LogError);
        var secrets = DocumentSecrets.Read(documents, LogError);
        if (Log.HasLoggedErrors)
        {
            return;
        }

        // Null stays where another node or build was faster.
        var outcomes = new ExtractionOutcome?[documents.Count];
        ExtractionHandover.Extract(BuildEngine, Session, documents, Extract, cancellationToken);

        var extracted = new Dictionary<ITaskItem, TimeSpan>();
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (outcomes[i] is { Failure: { } failure })
            {
                LogError(failure.Code, documents[i].Path, failure.Message);
            }
            else if (outcomes[i] is { } outcome)
            {
                LogDetail(string.Format(CultureInfo.InvariantCulture, "Extracted '{0}': {1} pages.", documents[i].Path, outcome.Pages));
                foreach (var item in documents[i].Items)
                {
                    extracted.Add(item, outcome.Elapsed);
                }
            }
        }

        Extracted = [.. Extractions.Where(extracted.ContainsKey).Select(item => Result(item, extracted[item]))];

        TimeSpan? Extract(int i)
        {
            var outcome = outcomes[i] = DocumentExtraction.Run(documents[i], secrets.Of(documents[i])!, cancellationToken);
            return outcome.Failure is null ? outcome.Elapsed : null;
        }
    }

    private static TaskItem Result(ITaskItem item, TimeSpan elapsed)
    {
        var result = new TaskItem(item);
        result.SetMetadata(ItemMetadata.FromCache, "false");
        result.SetMetadata(ItemMetadata.ExtractionMilliseconds, ((long)elapsed.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        return result;
    }
}
