using System.Text;

namespace PdfTract.Cache.Build;

/// <summary>The end of what a program says, without its secrets. Both of its streams end here, each on a thread of its own.</summary>
/// <param name="length">How many characters are shown; as many more are kept as it takes to recognize a secret.</param>
/// <param name="mask">Takes the secrets out.</param>
internal sealed class LastWords(int length, SecretMask mask)
{
    private readonly StringBuilder _text = new();
    private readonly int _kept = length + mask.Reach;
    private bool _isCut;

    public void Add(string line)
    {
        lock (_text)
        {
            _text.Append(line).Append('\n');
            if (_text.Length > _kept)
            {
                _text.Remove(0, _text.Length - _kept);
                _isCut = true;
            }
        }
    }

    /// <summary>Masked as a whole, when all is there: a secret may have come in pieces.</summary>
    public override string ToString()
    {
        lock (_text)
        {
            return mask.Apply(_text.ToString(), _isCut).Trim();
        }
    }
}
