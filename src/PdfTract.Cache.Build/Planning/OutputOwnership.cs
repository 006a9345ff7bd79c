using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Records;

namespace PdfTract.Cache.Build.Planning;

/// <summary>Finds outputs whose places belong to others, before anything runs: sources, inputs, files that no build made.</summary>
internal sealed class OutputOwnership(ProjectPaths project, ExtractionRecord? before, ExtractionRecord now, Action<string, string?, string> logError)
{
    /// <summary>Logs an error for each output that would be written over what the build reads, or outside its folder.</summary>
    /// <param name="inputs">What else the build reads: full paths.</param>
    public void CheckPlaces(IEnumerable<string> inputs)
    {
        var documents = now.Documents.Select(document => project.Full(document.Path)).ToArray();
        var read = new Dictionary<string, string>(SystemPath.Comparer);
        var states = new Dictionary<FileState, string>();
        foreach (var path in documents.Concat(inputs))
        {
            read[path] = path;

            // A link may lead to it under another name.
            if (!project.IsBuilds(now.Folder) && FileState.Of(path) is { Inode: not 0 } state)
            {
                states[state] = path;
            }
        }

        for (var i = 0; i < documents.Length; i++)
        {
            foreach (var output in now.Documents[i].Outputs)
            {
                CheckPlace(documents[i], output, read, states);
            }
        }
    }

    /// <summary>The outputs in whose places there are files that no build made, as far as that can be known.</summary>
    /// <param name="reasons">By the index of the document: null when it is as recorded.</param>
    public IReadOnlyList<(RecordedDocument Document, string Path)> FindForeign(string?[] reasons)
    {
        if (project.IsBuilds(now.Folder))
        {
            return [];
        }

        var folder = new ResultFolder(now.Folder, project.RecordFile);
        var known = new HashSet<string>(
            before is not null && before.IsOf(project.RecordFile) && before.Folder == now.Folder
                ? before.Documents.Where(document => !document.IsForeign).SelectMany(document => document.Outputs, (_, output) => output.Place)
                : [],
            SystemPath.Comparer);
        return
        [
            .. now.Documents
                .Where((_, i) => reasons[i] is not null)
                .SelectMany(document => document.Outputs, (document, output) => (document, output.Place))
                .Where(output => !known.Contains(output.Place) && !folder.MayReplace(output.Place))
                .Select(output => (output.document, ResultPlace.PathOf(now.Folder, output.Place))),
        ];
    }

    public static string DescribeForeign(string output, string document) =>
        $"The result of '{document}' goes to '{output}', where a file stands that no build of this project made. It was left as it is. Remove or rename it, "
        + "give the PdfDocument item Link metadata with another name, or set PdfExtractOutputDirectory to another folder.";

    private void CheckPlace(string document, RecordedOutput output, Dictionary<string, string> read, Dictionary<FileState, string> states)
    {
        if (!ResultPlace.IsInside(output.Place))
        {
            logError(DiagnosticCodes.OutputOutsideFolder, document,
                $"The Link of '{document}' leads to '{Readable.Show(output.Place)}', which is not below the folder of results '{now.Folder}'. "
                + "Give the PdfDocument item a Link without '..' at its beginning and without a root, such as manuals/guide.pdf.");
            return;
        }

        var path = ResultPlace.PathOf(now.Folder, output.Place);
        if (read.TryGetValue(path, out var source) || (states.Count > 0 && FileState.Of(path) is { } state && states.TryGetValue(state, out source)))
        {
            logError(DiagnosticCodes.OutputIsInput, document,
                $"The output '{path}' of '{document}' is '{source}', which this build reads: it would be written over. "
                + $"Set PdfExtractOutputDirectory to another folder, or take the kind '{output.Kind}' out of PdfExtractOutputs.");
        }
    }
}
