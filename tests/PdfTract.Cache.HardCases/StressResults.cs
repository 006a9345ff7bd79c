using System.Text.Json;

namespace PdfTract.Cache.HardCases;

/// <summary>Reads the stress harness's reports. A row proves the cases that its text names.</summary>
internal static class StressResults
{
    public static IEnumerable<Proof> Read(string folder) =>
        Directory.EnumerateFiles(folder, "stress.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Rows);

    private static List<Proof> Rows(string file)
    {
        using var report = JsonDocument.Parse(File.ReadAllText(file));
        var system = report.RootElement.GetProperty("machine").GetProperty("operatingSystem").GetString()!;
        var onWindows = system.Contains("Windows", StringComparison.Ordinal);
        return [.. report.RootElement.GetProperty("rows").EnumerateArray()
            .Select(row => Row(row, onWindows))
            .Where(proof => proof.Numbers.Count > 0)];
    }

    private static Proof Row(JsonElement row, bool onWindows)
    {
        var name = row.GetProperty("name").GetString()!;
        var state = row.GetProperty("state").GetString();
        return new Proof(
            // What a Windows program survives there, it survives with Windows' sharing rules.
            [.. HardCase.NumbersIn(name).Concat(onWindows ? ["H13"] : []).Distinct()],
            $"stress `{row.GetProperty("profile").GetString()}`{(onWindows ? ", win-x64" : "")}",
            name,
            state switch { "pass" => Proof.Passed, "fail" => Proof.Failed, _ => "skipped" });
    }
}
