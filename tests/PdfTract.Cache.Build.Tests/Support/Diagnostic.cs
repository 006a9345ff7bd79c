namespace PdfTract.Cache.Build.Tests;

/// <summary>An error or a warning of a build, as the binary log holds it: without its help link.</summary>
internal sealed record Diagnostic(string Code, string Message, string File);
