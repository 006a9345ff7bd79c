using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace PdfTract.Cache.Benchmarks.Workers;

/// <summary>Processes that take hits when they are told to. They stay for as long as is measured: what it takes to start one is not the question.</summary>
internal sealed class ReaderGroup : IDisposable
{
    private readonly List<Process> _processes = [];

    public ReaderGroup(int count, ReaderSettings settings, string folder)
    {
        var file = Path.Combine(folder, "reader.json");
        File.WriteAllText(file, JsonSerializer.Serialize(settings));
        for (var i = 0; i < count; i++)
        {
            var start = ThisProgram.Again(Roles.Reader, file);
            start.RedirectStandardInput = true;
            start.RedirectStandardOutput = true;
            _processes.Add(Process.Start(start)!);
        }

        _processes.ForEach(process => Expect(process));
    }

    /// <summary>Lets so many of them read for so long.</summary>
    /// <returns>Hits a second, all together.</returns>
    public double Run(int count, TimeSpan span)
    {
        var busy = _processes[..count];
        foreach (var process in busy)
        {
            process.StandardInput.WriteLine(span.TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
            process.StandardInput.Flush();
        }

        return busy.Sum(process => double.Parse(Expect(process), CultureInfo.InvariantCulture));
    }

    public void Dispose()
    {
        foreach (var process in _processes)
        {
            process.StandardInput.Close();
            process.WaitForExit();
            process.Dispose();
        }
    }

    private static string Expect(Process process) => process.StandardOutput.ReadLine() ?? throw new IOException("A reading process ended.");
}
