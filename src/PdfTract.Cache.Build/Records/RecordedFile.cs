namespace PdfTract.Cache.Build.Records;

/// <summary>A file that results depend on besides the documents.</summary>
/// <param name="Path">Relative to the project's folder where it is below it.</param>
/// <param name="State">Null when an edit could have left the same state.</param>
internal sealed record RecordedFile(string Path, FileState? State)
{
    /// <param name="path">A full path.</param>
    /// <param name="moment">When the file's bytes began to count.</param>
    /// <param name="project">Shortens the path.</param>
    public static RecordedFile Of(string path, DateTime moment, ProjectPaths project)
    {
        var state = FileState.Of(path) ?? FileState.Missing;
        return new RecordedFile(project.Shorten(path), state.IsYoung(path, moment) ? null : state);
    }

    /// <summary>Whether the file is as it was.</summary>
    public bool IsAsRecorded(ProjectPaths project) => State is { } state && (FileState.Of(project.Full(Path)) ?? FileState.Missing).Equals(state);
}
