using System.Text.RegularExpressions;
using PdfTract.Cache.Build.PdfPig;

namespace PdfTract.Cache.Build.Tests;

/// <summary>A folder with documents, and the worker's code in this process, which extracts them: each to <c>out/NAME.KIND</c>.</summary>
internal sealed partial class PdfPigRun : IDisposable
{
    private readonly ExtractionWorker _worker = new();
    private readonly List<(string Name, string[] Kinds)> _documents = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("pdfpig-").FullName;

    /// <summary>More arguments of each request.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>What failed, in the order of the documents.</summary>
    public List<Error> Errors { get; } = [];

    public IEnumerable<string> ErrorCodes => Errors.Select(error => error.Code);

    public string PathOf(string name) => Path.Combine(Folder, name);

    public string Output(string name, string kind = "text") => Path.Combine(Folder, "out", name + "." + kind);

    public string Text(string name = "a.pdf") => File.ReadAllText(Output(name));

    /// <summary>Writes a document and asks for outputs of it.</summary>
    public PdfPigRun With(string name, byte[] document, params string[] kinds)
    {
        File.WriteAllBytes(PathOf(name), document);
        return WithExtraction(name, kinds);
    }

    /// <summary>Asks for outputs of a document.</summary>
    public PdfPigRun WithExtraction(string name, params string[] kinds)
    {
        _documents.Add((name, [.. kinds.DefaultIfEmpty("text")]));
        return this;
    }

    /// <returns>All documents were extracted.</returns>
    public bool Execute()
    {
        if (!File.Exists(PathOf("out")))
        {
            Directory.CreateDirectory(PathOf("out"));
        }

        foreach (var (name, kinds) in _documents)
        {
            string[] arguments = [$"--input={PathOf(name)}", .. kinds.Select(kind => $"--output:{kind}={Output(name, kind)}"), .. Arguments];
            var response = _worker.Answer(new WorkRequest(1, arguments, null));
            Assert.That(response.IsLast, Is.False);
            if (response.Failed)
            {
                var line = ErrorLine().Match(response.Output);
                Assert.That(line.Success, Is.True, response.Output);
                Errors.Add(new Error(line.Groups["code"].Value, line.Groups["message"].Value));
            }
        }

        return Errors.Count == 0;
    }

    /// <summary>Everything in the folder of the outputs.</summary>
    public IEnumerable<string> OutputFiles =>
        Directory.Exists(PathOf("out")) ? Directory.EnumerateFileSystemEntries(PathOf("out")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal) : [];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    [GeneratedRegex(@"\Aerror (?<code>PDFC\d{4}): (?<message>[^\n]+)\n\z", RegexOptions.ExplicitCapture)]
    private static partial Regex ErrorLine();

    internal sealed record Error(string Code, string Message);
}
