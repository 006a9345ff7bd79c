namespace Handbook.Search;

/// <summary>The text of one page on a single line.</summary>
internal sealed class PageText(string page)
{
    private const int SnippetReach = 60;

    private readonly string _text = string.Join(' ', page.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Where words begin with <paramref name="word"/>: "hour" is in "hours", "our" is not.</summary>
    public IEnumerable<int> PositionsOf(string word)
    {
        for (var at = Next(word, 0); at >= 0; at = Next(word, at + word.Length))
        {
            if (at == 0 || !char.IsLetterOrDigit(_text[at - 1]))
            {
                yield return at;
            }
        }
    }

    /// <summary>The words near a position.</summary>
    public string Around(int position)
    {
        var start = position <= SnippetReach ? 0 : _text.IndexOf(' ', position - SnippetReach) + 1;
        var end = position + SnippetReach >= _text.Length ? _text.Length : _text.LastIndexOf(' ', position + SnippetReach);

        // A word longer than the reach leaves no space to cut at.
        start = Math.Min(start, position);
        end = end <= position ? _text.Length : end;

        return (start > 0 ? "..." : "") + _text[start..end] + (end < _text.Length ? "..." : "");
    }

    private int Next(string word, int from) => _text.IndexOf(word, from, StringComparison.OrdinalIgnoreCase);
}
