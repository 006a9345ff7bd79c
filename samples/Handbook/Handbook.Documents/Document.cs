namespace Handbook.Documents;

/// <summary>A document of the handbook: its name, such as <c>people/holidays</c>, and its text page by page.</summary>
public sealed record Document(string Name, IReadOnlyList<string> Pages);
