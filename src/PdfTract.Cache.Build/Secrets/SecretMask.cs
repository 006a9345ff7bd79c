using System.Text;

namespace PdfTract.Cache.Build.Secrets;

/// <summary>
/// Takes secrets out of a text that others wrote: every occurrence becomes <c>***</c>, also one that is broken over lines, and
/// occurrences that overlap leave nothing of each other. A secret that its writer encoded or escaped is not recognized.
/// </summary>
internal sealed class SecretMask(IEnumerable<Secret> secrets)
{
    private const string Mask = "***";

    private readonly string[] _values = [.. secrets.Select(secret => secret.Value).Distinct(StringComparer.Ordinal)];

    /// <summary>The longest secret's length: so much more of a text has to be kept than is to be shown.</summary>
    public int Reach => _values.Select(value => value.Length).DefaultIfEmpty(0).Max();

    /// <summary>Masks a text.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="isCutBefore">Something was cut off before it: its beginning may be the end of a secret, and is left out.</param>
    /// <param name="isCutAfter">Something was cut off after it: its end may be the beginning of a secret, and is left out.</param>
    public string Apply(string text, bool isCutBefore = false, bool isCutAfter = false)
    {
        var places = Enumerable.Range(0, text.Length).Where(i => text[i] is not ('\r' or '\n')).ToArray();
        var isSecret = Find(text, places);
        var start = isCutBefore ? places.Skip(Reach - 1).DefaultIfEmpty(text.Length).First() : 0;
        var end = isCutAfter ? Enumerable.Reverse(places).Skip(Reach - 1).DefaultIfEmpty(-1).First() + 1 : text.Length;
        var masked = new StringBuilder();
        for (var i = start; i < end; i++)
        {
            if (!isSecret[i])
            {
                masked.Append(text[i]);
            }
            else if (i == start || !isSecret[i - 1])
            {
                masked.Append(Mask);
            }
        }

        return masked.ToString();
    }

    /// <summary>For each character, whether it belongs to a secret. <paramref name="places"/> are those that are no line breaks.</summary>
    private bool[] Find(string text, int[] places)
    {
        var isSecret = new bool[text.Length];
        var unbroken = new string([.. places.Select(place => text[place])]);
        foreach (var value in _values)
        {
            for (var i = unbroken.IndexOf(value, StringComparison.Ordinal); i >= 0; i = unbroken.IndexOf(value, i + 1, StringComparison.Ordinal))
            {
                for (var place = places[i]; place <= places[i + value.Length - 1]; place++)
                {
                    isSecret[place] = true;
                }
            }
        }

        return isSecret;
    }
}
