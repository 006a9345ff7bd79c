using Handbook.Documents;

namespace Handbook.Search;

/// <summary>A page that has all the words. Pages count from 1; occurrences are those of all words together.</summary>
internal sealed record Hit(Document Document, int Page, int Occurrences, string Snippet);
