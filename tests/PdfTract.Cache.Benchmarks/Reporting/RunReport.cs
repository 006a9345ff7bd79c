using System.Text;
using System.Text.Json;
using PdfTract.Cache.Benchmarks.Material;

namespace PdfTract.Cache.Benchmarks.Reporting;

/// <summary>A run as files: everything as JSON, what people read as Markdown, each picture for itself.</summary>
/// <param name="Parts">In the order in which they ran.</param>
/// <param name="Payloads">What was stored and read; null when no part needed it.</param>
/// <param name="Quick">Its figures say nothing.</param>
/// <param name="Seconds">How long all of it took.</param>
internal sealed record RunReport(IReadOnlyList<PartReport> Parts, Extracts? Payloads, bool Quick, double Seconds)
{
    public const string MarkdownName = "performance.md";
    public const string JsonName = "performance.json";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public MachineFigures Machine { get; } = MachineFigures.Here();

    public DateTimeOffset Finished { get; } = DateTimeOffset.UtcNow;

    /// <summary>Writes all files of the report into a folder.</summary>
    public void WriteTo(string folder)
    {
        Directory.CreateDirectory(folder);
        WriteCharts(folder);
        File.WriteAllText(Path.Combine(folder, MarkdownName), $"# Performance\n\n{Body("")}");
        File.WriteAllText(Path.Combine(folder, JsonName), JsonSerializer.Serialize(ToJson(), Indented) + "\n");
    }

    /// <summary>Writes the figures between a page's marks, and the pictures into a folder of the page's name beside it.</summary>
    public void WriteIntoPage(string page)
    {
        var name = Path.GetFileNameWithoutExtension(page);
        var folder = Path.Combine(Path.GetDirectoryName(page)!, name);
        Directory.CreateDirectory(folder);
        WriteCharts(folder);
        File.WriteAllText(page, MarkedSection.Replace(File.ReadAllText(page), Body(name + "/")));
    }

    private void WriteCharts(string folder)
    {
        foreach (var part in Parts)
        {
            for (var i = 0; i < part.Charts.Count; i++)
            {
                File.WriteAllText(Path.Combine(folder, MarkdownReport.FileOf(part, i)), part.Charts[i].ToSvg());
            }
        }
    }

    private string Body(string charts)
    {
        var text = new StringBuilder();
        text.Append($"{Finished:yyyy-MM-dd}, {Machine.Runtime}, {Machine.Processors} processors ({Machine.Architecture}), {Machine.OperatingSystem}; {Units.Seconds(Seconds)} in all.\n");
        if (Quick)
        {
            text.Append("A quick run: it shows that everything works, and its figures say nothing.\n");
        }

        if (Payloads is not null)
        {
            text.Append($"Payloads: {Payloads.From}, {Units.Count(Payloads.Documents)} of them with {Units.Count(Payloads.Pages)} pages, extracted by PdfPig in {Units.Seconds(Payloads.Seconds)}.\n");
        }

        text.Append('\n');
        foreach (var part in Parts)
        {
            text.Append(MarkdownReport.Of(part, charts));
        }

        return text.ToString();
    }

    private object ToJson() => new
    {
        Finished,
        Quick,
        Seconds,
        Machine,
        Payloads = Payloads is null ? null : new { Payloads.From, Payloads.Documents, Payloads.Pages, Payloads.Seconds },
        Parts = Parts.Select(part => new
        {
            part.Name,
            part.Title,
            part.Seconds,
            Targets = part.Targets.Select(target => new { target.What, Bound = $"{target.Bound}", target.Measured, target.Unit, target.State }),
            part.Series,
            part.Notes,
        }),
    };
}
