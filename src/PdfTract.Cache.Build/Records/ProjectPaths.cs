using PdfTract.Cache.Build.Documents;

namespace PdfTract.Cache.Build.Records;

/// <summary>Where a project is, and which folders are its build's alone.</summary>
/// <param name="folder">The project's folder.</param>
/// <param name="recordFile">Its record, in the intermediate folder.</param>
/// <param name="intermediateFolders">What is below them is the build's: <c>obj/</c>.</param>
internal sealed class ProjectPaths(string folder, string recordFile, IEnumerable<string> intermediateFolders)
{
    private readonly string[] _intermediate = [.. intermediateFolders.Append(Path.GetDirectoryName(recordFile)!).Select(SystemPath.AsFolder)];

    /// <summary>With a separator at its end.</summary>
    public string Folder { get; } = SystemPath.AsFolder(folder);

    public string RecordFile { get; } = recordFile;

    /// <summary>Whether all that is in a folder is the build's.</summary>
    /// <param name="results">With a separator at its end.</param>
    public bool IsBuilds(string results) => Array.Exists(_intermediate, intermediate => results.StartsWith(intermediate, SystemPath.Comparison));

    /// <summary>Relative to the project where it is below it: the same in every checkout.</summary>
    public string Shorten(string path) => path.StartsWith(Folder, SystemPath.Comparison) ? path.Substring(Folder.Length) : path;

    /// <summary>What <see cref="Shorten"/> shortened.</summary>
    public string Full(string path) => Path.IsPathRooted(path) ? path : Folder + path;
}
