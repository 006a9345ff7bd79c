using PdfTract.Cache.Build.Extracting;
using PdfTract.Cache.Build.Programs;

namespace PdfTract.Cache.Build.Workers;

/// <summary>How a worker is started.</summary>
internal static class WorkerStart
{
    /// <summary>As Bazel starts a program that is to be a worker.</summary>
    private const string Flag = "--persistent_worker";

    /// <summary>.NET's own limit for its heap, in hexadecimal: an exception that the worker can answer with, before it is ended. Other programs do not know it.</summary>
    private const string HeapLimitVariable = "DOTNET_GCHeapHardLimit";

    public static ProgramStart Of(CommandTemplate template, string program, string folder, ExtractionBounds bounds) =>
        new(program, [.. template.Arguments, Flag], folder, [])
        {
            MaxMemory = bounds.MaxMemory,

            // What is not on the heap is as much as a tenth of all.
            Variables = bounds.MaxMemory is { } most ? [(HeapLimitVariable, (most / 10 * 9).ToString("x", System.Globalization.CultureInfo.InvariantCulture))] : [],
        };
}
