using PdfTract.Cache.Build.Secrets;

namespace PdfTract.Cache.Build.Programs;

/// <summary>A program that is to be started, and within which bounds.</summary>
/// <param name="Program">The program's file.</param>
/// <param name="Arguments">Its arguments, expanded.</param>
/// <param name="Folder">Where it runs.</param>
/// <param name="Secrets">Taken out of all that it prints.</param>
internal sealed record ProgramStart(string Program, IReadOnlyList<string> Arguments, string Folder, IReadOnlyList<Secret> Secrets)
{
    /// <summary>Environment variables that it gets besides those of the build.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables { get; init; } = [];

    /// <summary>How many bytes of memory it may use, with all that it started; null for any number.</summary>
    public long? MaxMemory { get; init; }
}
