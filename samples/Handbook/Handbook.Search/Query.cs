namespace Handbook.Search;

/// <summary>The words to look for, each once.</summary>
internal sealed record Query(IReadOnlyList<string> Words)
{
    public static Query Parse(IEnumerable<string> arguments) =>
        new([.. arguments
            .SelectMany(argument => argument.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Distinct(StringComparer.OrdinalIgnoreCase)]);
}
