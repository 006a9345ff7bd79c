using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Entries;

/// <summary>One output of a document on this machine: where a restore puts it, or where a store finds it.</summary>
/// <param name="Kind">The output kind; see <see cref="OutputKind"/>.</param>
/// <param name="Path">A full path. It is the caller's word alone and never part of an entry.</param>
public sealed record OutputFile(string Kind, string Path);
