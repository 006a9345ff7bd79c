using System.Text;
using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Secrets;

namespace PdfTract.Cache.Build.Programs;

/// <summary>
/// What a program printed on one of its streams, without its secrets: all of it, or its beginning and its end. The memory that it takes
/// is bounded, whatever the program prints. One thread adds while others may read.
/// </summary>
/// <param name="most">How many characters of the beginning are shown at most, and how many of the end. As many more are kept as it takes to recognize a secret.</param>
/// <param name="mask">Takes the secrets out.</param>
internal sealed class OutputExcerpt(int most, SecretMask mask)
{
    /// <summary>Enough of each end of what is written about one document to see why that failed.</summary>
    public const int OfOneDocument = 4000;

    private readonly int _kept = most + mask.Reach;
    private readonly StringBuilder _head = new();
    private readonly StringBuilder _tail = new();
    private long _length;

    /// <summary>How many characters were printed so far.</summary>
    public long Length
    {
        get
        {
            lock (_head)
            {
                return _length;
            }
        }
    }

    /// <summary>Something in the middle is left out.</summary>
    public bool IsCut
    {
        get
        {
            lock (_head)
            {
                return IsCutNow;
            }
        }
    }

    private bool IsCutNow => _length > _head.Length + _tail.Length;

    public void Add(char[] characters, int count)
    {
        lock (_head)
        {
            _length += count;
            var first = Math.Min(count, _kept - _head.Length);
            _head.Append(characters, 0, first);
            _tail.Append(characters, first, count - first);
            if (_tail.Length > _kept)
            {
                _tail.Remove(0, _tail.Length - _kept);
            }
        }
    }

    /// <summary>Something else that the program said, without its secrets.</summary>
    public string Mask(string text) => Readable.Lines(mask.Apply(text)).Trim();

    /// <summary>Masked as a whole, when all is there: a secret may have come in pieces.</summary>
    public override string ToString()
    {
        lock (_head)
        {
            var text = IsCutNow
                ? $"{mask.Apply(_head.ToString(), isCutAfter: true)}\n[... {_length - _head.Length - _tail.Length} characters are left out ...]\n{mask.Apply(_tail.ToString(), isCutBefore: true)}"
                : mask.Apply(_head.ToString() + _tail);
            return Readable.Lines(text).Trim();
        }
    }
}
