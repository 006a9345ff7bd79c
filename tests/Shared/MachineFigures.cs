using System.Runtime.InteropServices;

namespace PdfTract.Cache.Shared;

/// <summary>Where the figures were made; without it they compare with nothing.</summary>
internal sealed record MachineFigures(string OperatingSystem, string Architecture, string Runtime, int Processors)
{
    public static MachineFigures Here() => new(
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        RuntimeInformation.FrameworkDescription,
        Environment.ProcessorCount);
}
