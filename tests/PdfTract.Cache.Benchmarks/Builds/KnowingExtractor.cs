namespace PdfTract.Cache.Benchmarks.Builds;

/// <summary>An extractor that has the results of a <see cref="DocumentSet"/> ready, and writes each of its calls down.</summary>
internal sealed class KnowingExtractor
{
    private readonly string _program;
    private readonly string _log;

    /// <param name="folder">Where it is to be.</param>
    /// <param name="documents">Those that it knows.</param>
    /// <param name="seconds">How long it is to take.</param>
    public KnowingExtractor(string folder, DocumentSet documents, double seconds = 0)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException("The extractor of these builds is a shell script.");
        }

        Directory.CreateDirectory(folder);
        _program = Path.Combine(folder, "extract.sh");
        _log = Path.Combine(folder, "calls.log");
        var sleep = seconds > 0 ? FormattableString.Invariant($"sleep {seconds}") : "";
        // One write a call, to the end of the file: calls at once are lines of their own.
        File.WriteAllText(_program,
            $"""
             #!/bin/sh
             # extract.sh INPUT TEXT JSON
             printf '%s\n' "$1" >> '{_log}'
             name=$(basename "$1" .pdf)
             {sleep}
             cp '{documents.Results}'/"$name".txt "$2" && cp '{documents.Results}'/"$name".json "$3"

             """);
        File.SetUnixFileMode(_program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>For an Exec of one's own: its arguments are the document and the two results.</summary>
    public string Program => _program;

    /// <summary>For PdfExtractCommand.</summary>
    public string Command => $"\"{_program}\" {{input}} {{output:text}} {{output:json}}";

    /// <summary>How often it was called since the last <see cref="Forget"/>.</summary>
    public int Calls => File.Exists(_log) ? File.ReadAllLines(_log).Length : 0;

    public void Forget() => File.WriteAllText(_log, "");
}
