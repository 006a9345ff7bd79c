using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Records;

namespace PdfTract.Cache.Build.Planning;

/// <summary>
/// What is due: each document that is not as the record has it, with its outputs. Nothing asks what is newer. What cannot be known to be the same is looked
/// at: hashed, and restored or extracted.
/// </summary>
/// <param name="project">Where it is.</param>
/// <param name="before">The record; null for none.</param>
/// <param name="now">What this build is to make: with each document's state, and without those of outputs.</param>
internal sealed class RecordComparison(ProjectPaths project, ExtractionRecord? before, ExtractionRecord now)
{
    private readonly List<RecordedDocument> _documents = new(now.Documents.Count);

    /// <summary>Why everything is due; null when that depends on the document.</summary>
    public string? ReasonForAll { get; private set; }

    /// <summary>By the index of the document: why it is due; null when it is as recorded.</summary>
    public string?[] Reasons { get; } = new string?[now.Documents.Count];

    /// <summary>How many are due.</summary>
    public int DueCount { get; private set; }

    /// <summary>Whether the record has to be written again, if only because it names something that is listed no more.</summary>
    public bool IsDue { get; private set; }

    /// <param name="refresh">Everything is due.</param>
    /// <returns>The record to be written before any output is.</returns>
    public ExtractionRecord Compare(bool refresh)
    {
        ReasonForAll = refresh ? "PdfCacheRefresh is set" : FindReasonForAll();
        var known = (before?.Documents ?? []).ToDictionary(Name, StringComparer.Ordinal);
        for (var i = 0; i < now.Documents.Count; i++)
        {
            var document = now.Documents[i];
            known.TryGetValue(Name(document), out var recorded);
            if ((Reasons[i] = ReasonForAll ?? FindReason(document, recorded)) is null)
            {
                _documents.Add(recorded!);
            }
            else
            {
                DueCount++;
                _documents.Add(document);
            }
        }

        var former = FindFormer();
        IsDue = DueCount > 0 || former.Length > 0 || ReasonForAll is not null
            || (before is not null && !before.Documents.Select(Name).SequenceEqual(now.Documents.Select(Name), StringComparer.Ordinal));
        return now with { Documents = _documents, Former = former, Tools = DueCount > 0 ? [] : before?.Tools ?? [] };
    }

    private static string Name(RecordedDocument document) => document.Path + "\0" + document.Link;

    private string? FindReasonForAll()
    {
        if (before is null)
        {
            return now.Documents.Count == 0 ? null : "there is no record of an earlier build";
        }

        if (before.Folder != now.Folder)
        {
            return $"the results were in '{before.Folder}'";
        }

        return now.Settings.Except(before.Settings, StringComparer.Ordinal).FirstOrDefault() is { } setting ? $"it is now {setting}"
            : !before.Settings.SequenceEqual(now.Settings, StringComparer.Ordinal) ? "a setting is gone"
            : FindChanged(before.Tools) is { } tool ? $"'{tool}' is not as it was"
            : !before.Inputs.Select(input => input.Path).SequenceEqual(now.Inputs.Select(input => input.Path), SystemPath.Comparer) ? "the files of PdfExtractInput are others"
            : FindChanged(before.Inputs) is { } changed ? $"'{changed}' is not as it was"
            : null;
    }

    private string? FindChanged(IEnumerable<RecordedFile> files) => files.FirstOrDefault(file => !file.IsAsRecorded(project))?.Path;

    private string? FindReason(RecordedDocument document, RecordedDocument? recorded)
    {
        if (recorded is null)
        {
            return "no build has finished it";
        }

        if (document.State is not { } state || recorded.State is not { } stateBefore || !state.Equals(stateBefore))
        {
            return "it is not as it was, or too young to know";
        }

        if (!document.Metadata.SequenceEqual(recorded.Metadata))
        {
            return "its metadata are others";
        }

        return document.Outputs.Count == recorded.Outputs.Count ? FindReason(document.Outputs, recorded.Outputs) : "its outputs are others";
    }

    private string? FindReason(IReadOnlyList<RecordedOutput> outputs, IReadOnlyList<RecordedOutput> recorded)
    {
        for (var i = 0; i < outputs.Count; i++)
        {
            if (outputs[i].Kind != recorded[i].Kind || outputs[i].Place != recorded[i].Place)
            {
                return "its outputs are others";
            }

            var path = ResultPlace.PathOf(now.Folder, outputs[i].Place);
            if (FileState.Of(path) is not { } state)
            {
                return $"'{path}' is not there";
            }

            if (recorded[i].State is not { } made || !state.Equals(made))
            {
                return $"'{path}' is not as it was made";
            }
        }

        return null;
    }

    /// <summary>What earlier builds made and this one does not. A record from elsewhere counts within what is this build's alone.</summary>
    private FormerOutput[] FindFormer()
    {
        var earlier = before is null ? []
            : before.IsOf(project.RecordFile) ? before.Outputs.Concat(before.Former)
            : project.IsBuilds(now.Folder) ? before.Outputs.Select(output => output with { Folder = now.Folder })
            : [];
        if (!project.IsBuilds(now.Folder) && (before is null || DueCount > 0))
        {
            earlier = earlier.Concat(new ResultFolder(now.Folder, project.RecordFile).Own.Select(place => new FormerOutput(now.Folder, place, null)));
        }

        var wanted = new HashSet<string>(now.Outputs.Select(output => output.Folder + output.Place), SystemPath.Comparer);
        return [.. earlier.Where(output => wanted.Add(output.Folder + output.Place))];
    }
}
