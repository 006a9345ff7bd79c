namespace PdfTract.Cache.Tests.PowerLoss;

internal static class Product
{
    /// <summary>Every way to take one of each. The array that is handed out is used again for the next.</summary>
    public static IEnumerable<T[]> Of<T>(IEnumerable<IReadOnlyList<T>> choices)
    {
        var lists = choices.ToArray();
        var taken = new T[lists.Length];
        return At(0);

        IEnumerable<T[]> At(int index)
        {
            if (index == lists.Length)
            {
                yield return taken;
                yield break;
            }

            foreach (var value in lists[index])
            {
                taken[index] = value;
                foreach (var rest in At(index + 1))
                {
                    yield return rest;
                }
            }
        }
    }
}
