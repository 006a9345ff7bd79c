namespace PdfTract.Cache.Tests.PowerLoss;

/// <summary>The smallest thing that a power loss leaves whole: it holds its last certain value or any that it was given since.</summary>
internal sealed class Cell<T>(T certain)
{
    private readonly List<T> _values = [certain];

    /// <summary>The certain value first.</summary>
    public IReadOnlyList<T> Possible => [.. _values.Distinct()];

    public T Newest => _values[^1];

    public void Set(T value) => _values.Add(value);

    public void Flush() => _values.RemoveRange(0, _values.Count - 1);
}
