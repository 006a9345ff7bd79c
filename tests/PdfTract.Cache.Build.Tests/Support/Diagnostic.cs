namespace PdfTract.Cache.Build.Tests;

/// <summary>An error or a warning of a build, as the binary log holds it: without its help link.</summary>
/// <param name="Code">Such as PDFC1005.</param>
/// <param name="Message">Its text.</param>
/// <param name="File">What it is about.</param>
/// <param name="Project">The file of the project that was built.</param>
internal sealed record Diagnostic(string Code, string Message, string File, string Project);
