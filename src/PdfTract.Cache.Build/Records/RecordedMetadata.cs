namespace PdfTract.Cache.Build.Records;

/// <summary>Metadata of an item; the value is what it stands for, without MSBuild's escapes.</summary>
internal sealed record RecordedMetadata(string Name, string Value);
