using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PdfTract.Cache.Stress.Oracle;
using PdfTract.Cache.Stress.Profiles;

namespace PdfTract.Cache.Stress.Reporting;

/// <summary>What a run of the program leaves for people and for other programs: one page, and the figures behind it.</summary>
internal static class StressReport
{
    public const string PageName = "stress.html";

    private const string FiguresName = "stress.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // A file of its own, never part of a page: quotes and umlauts may stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <param name="folder">Made when it is not there; a report in it is replaced.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="rows">What was decided, in order.</param>
    /// <param name="workers">Every worker of every run, in the order in which they were waited for.</param>
    /// <param name="elapsed">How long all of it took.</param>
    public static void Write(
        string folder,
        StressOptions options,
        IReadOnlyList<(IProfile Profile, Row Row)> rows,
        IReadOnlyList<Evidence> workers,
        TimeSpan elapsed)
    {
        var data = ReportData.Of(options, rows, workers, elapsed);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, FiguresName), JsonSerializer.Serialize(data, Json));
        File.WriteAllText(Path.Combine(folder, PageName), HtmlPage.Of(data));
    }
}
