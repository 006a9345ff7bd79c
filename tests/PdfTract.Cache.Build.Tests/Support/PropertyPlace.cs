namespace PdfTract.Cache.Build.Tests;

/// <summary>Where a property is set.</summary>
internal enum PropertyPlace
{
    InTheProject,
    InDirectoryBuildProps,
    InDirectoryBuildTargets,
    OnTheCommandLine,
}
