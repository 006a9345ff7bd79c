using System.Runtime.CompilerServices;
using UglyToad.PdfPig.Fonts.Standard14Fonts;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// The embedded extractor as a worker process: a request a line on standard input, an answer a line on standard output. It ends when its
/// standard input ends, at once.
/// </summary>
internal static class Program
{
    private const string WorkerFlag = "--persistent_worker";

    /// <summary>The caller did not start a worker.</summary>
    private const int WrongUse = 2;

    /// <summary>Damaged documents nest their objects deeply. It is address space only: what is not used is not there.</summary>
    private const int StackSize = 64 * 1024 * 1024;

    private static int Main(string[] arguments)
    {
        if (arguments is not [WorkerFlag])
        {
            Console.Error.WriteLine($"{PdfPigExtractor.Name} is a worker that PdfTract.Cache.Build starts with {WorkerFlag}. It has no other use.");
            return WrongUse;
        }

        var lines = new RequestLines(Console.OpenStandardInput());
        var loop = new RequestLoop(lines, Console.OpenStandardOutput());

        // A library that prints something must not print it between two answers.
        Console.SetOut(new ErrorOutput());
        new Thread(WarmUp) { IsBackground = true }.Start();

        // A background thread: the process ends with this one, also in the middle of a page.
        new Thread(loop.Run, StackSize) { IsBackground = true }.Start();
        return lines.ReadAll() ? 0 : 1;
    }

    /// <summary>
    /// PdfPig parses the metrics of fourteen fonts before it opens its first document. This is a third of the time of that document, and
    /// goes on here while the first request is on its way.
    /// </summary>
    private static void WarmUp() => RuntimeHelpers.RunClassConstructor(typeof(Standard14).TypeHandle);
}
