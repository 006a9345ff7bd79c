using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;

namespace PdfTract.Cache.Build.Records;

/// <summary>Keeps the folders of results as the record has them: removes what is made no more, and lists what is this project's among others' files.</summary>
/// <param name="project">Where it is.</param>
/// <param name="planned">As the build began.</param>
/// <param name="done">As it ended.</param>
internal sealed class ResultKeeping(ProjectPaths project, ExtractionRecord planned, ExtractionRecord done)
{
    /// <summary>Removes what earlier builds made and this one was not to make.</summary>
    public void Remove(Action<string, string?, string> logWarning)
    {
        foreach (var folder in planned.Former.GroupBy(former => former.Folder, SystemPath.Comparer))
        {
            Remove(project, folder.Key, [.. folder.Select(former => former.Place)], keepListed: false, logWarning);
        }
    }

    /// <summary>In a folder of the user's choice, writes the list by which later builds know what is theirs.</summary>
    public void List(Action<string, string?, string> logWarning)
    {
        if (project.IsBuilds(done.Folder))
        {
            return;
        }

        var before = new HashSet<string>(planned.Outputs.Where(output => output.State is not null).Select(output => output.Place), SystemPath.Comparer);
        (string Place, string Origin)[] made =
        [
            .. done.Documents.SelectMany(
                document => document.Outputs,
                (document, output) => (output.Place, ResultManifest.OriginOf(done.Folder, project.Full(document.Path), document.Key))),
        ];
        var folder = new ResultFolder(done.Folder, project.RecordFile);
        folder.List(made, before.Contains, done.Former.Select(former => former.Place));
        if (made.Select(result => result.Place).FirstOrDefault(folder.IsDisputed) is { } disputed)
        {
            logWarning(DiagnosticCodes.OutputIsShared, ResultPlace.PathOf(done.Folder, disputed),
                $"'{ResultPlace.PathOf(done.Folder, disputed)}' now holds this build's result; another project, configuration or framework made another one there, and will again. "
                + "Give each a folder of its own, for example with $(Configuration) or $(TargetFramework) in PdfExtractOutputDirectory.");
        }
    }

    /// <summary>Removes results from one folder, and says which stay.</summary>
    /// <param name="project">Where it is.</param>
    /// <param name="folder">With a separator at its end.</param>
    /// <param name="places">Which.</param>
    /// <param name="keepListed">Whether what stays is to be made again.</param>
    /// <param name="logWarning">Takes code, file and message.</param>
    public static void Remove(ProjectPaths project, string folder, IReadOnlyCollection<string> places, bool keepListed, Action<string, string?, string> logWarning)
    {
        if (project.IsBuilds(folder))
        {
            foreach (var place in places)
            {
                ResultRemoval.TryRemove(folder, place);
            }

            return;
        }

        foreach (var changed in new ResultFolder(folder, project.RecordFile).Remove(places, keepListed))
        {
            logWarning(DiagnosticCodes.ChangedResultStays, changed,
                $"'{changed}' was made by a build, and somebody has changed it since, so it was not removed. If it is not needed, remove it.");
        }
    }
}
