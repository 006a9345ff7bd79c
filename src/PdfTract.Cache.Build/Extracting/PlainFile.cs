using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>Files that can be read to an end: no folders, and no pipes and devices, which exist as well for .NET.</summary>
internal static class PlainFile
{
    public static bool Exists(string path) => File.Exists(path) && RegularFile.MayBe(path);
}
