using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PdfTract.Cache.Stress;

/// <summary>
/// This program as a worker for real builds (docs/workers.md). What it makes of a document is what <see cref="FanOut.Extract"/> makes of it; a document whose
/// name begins with a word of <see cref="Misbehaviours"/> makes it do something else first, or instead.
/// </summary>
internal static class ExtractionWorker
{
    /// <summary>Each with the code of the document's failure; null where the document is extracted all the same.</summary>
    public static readonly IReadOnlyDictionary<string, string?> Misbehaviours = new Dictionary<string, string?>
    {
        ["crashes"] = "PDFC1022",
        ["overflows"] = "PDFC1022",
        ["stops"] = "PDFC1017",
        ["ignores"] = "PDFC1017",
        ["eats"] = "PDFC1023",
        ["prints"] = "PDFC1024",
        ["garbles"] = "PDFC1024",
        ["confuses"] = "PDFC1024",
        ["complains"] = null,
        ["repeats"] = null,
        ["leaves"] = null,
    };

    private const string LongChild = "1000";

    public static int Run()
    {
        while (Console.ReadLine() is { } line)
        {
            using var request = JsonDocument.Parse(line);
            var id = request.RootElement.GetProperty("requestId").GetInt32();
            var arguments = request.RootElement.GetProperty("arguments").EnumerateArray().Select(argument => argument.GetString()!).ToArray();
            var input = Value(arguments, "--input=");
            Misbehave(Path.GetFileName(input).Split('-')[0], id);
            FanOut.Extract(input, Value(arguments, "--output:text="));
            Answer(id);
            if (Path.GetFileName(input).StartsWith("repeats", StringComparison.Ordinal))
            {
                Answer(id);
            }
        }

        return 0;
    }

    private static void Misbehave(string how, int id)
    {
        switch (how)
        {
            case "crashes":
                Environment.FailFast("The document was too much.");
                break;
            case "overflows":
                Overflow(0);
                break;
            case "stops":
                using (Process.Start("kill", ["-STOP", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
                {
                    Thread.Sleep(Timeout.Infinite);
                }

                break;
            case "ignores":
                using (PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true))
                using (PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true))
                {
                    Thread.Sleep(Timeout.Infinite);
                }

                break;
            case "eats":
                var eaten = new List<IntPtr>();
                while (true)
                {
                    // Outside the heap that .NET limits by itself.
                    const int Bite = 16 * 1024 * 1024;
                    eaten.Add(Marshal.AllocHGlobal(Bite));
                    Span(eaten[^1], Bite).Fill(1);
                    Thread.Sleep(20);
                }

            case "prints":
                Flood(Console.Out, megabytes: 20);
                break;
            case "complains":
                Flood(Console.Error, megabytes: 2);
                break;
            case "garbles":
                Console.WriteLine("""{"requestId":""");
                break;
            case "confuses":
                Answer(id + 1);
                break;
            case "leaves":
                using (Process.Start(new ProcessStartInfo("sleep", LongChild) { RedirectStandardOutput = true }))
                {
                    break;
                }
        }
    }

    private static unsafe Span<byte> Span(IntPtr memory, int length) => new((void*)memory, length);

    private static int Overflow(int depth) => depth < 0 ? 0 : Overflow(depth + 1) + Overflow(depth + 2);

    private static void Flood(TextWriter writer, int megabytes)
    {
        var line = new string('x', 1024 * 1024);
        for (var i = 0; i < megabytes; i++)
        {
            writer.Write(line);
        }

        writer.Flush();
    }

    private static void Answer(int id)
    {
        Console.WriteLine($$"""{"requestId":{{id}},"exitCode":0,"output":""}""");
        Console.Out.Flush();
    }

    private static string Value(string[] arguments, string name) => arguments.Single(argument => argument.StartsWith(name, StringComparison.Ordinal))[name.Length..];
}
