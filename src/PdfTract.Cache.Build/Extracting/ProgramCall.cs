namespace PdfTract.Cache.Build;

/// <summary>A program that is to be run, and within which bounds.</summary>
/// <param name="Program">The program's file.</param>
/// <param name="Arguments">Its arguments, expanded.</param>
/// <param name="Folder">Where it runs.</param>
/// <param name="Secrets">Given to it in its environment, and taken out of all that it prints.</param>
/// <param name="Limit">How long it may run; null for as long as it likes.</param>
/// <param name="MostShown">How many characters of the beginning and of the end of each of its two streams are kept.</param>
internal sealed record ProgramCall(
    string Program, IReadOnlyList<string> Arguments, string Folder, IReadOnlyList<Secret> Secrets, TimeSpan? Limit, int MostShown);
