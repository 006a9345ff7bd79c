using System.IO.Hashing;
using System.Text;

namespace PdfTract.Cache.Eviction;

/// <summary>
/// Bytes by a hash of the file's name: an order among entries of one age that every cleaner has in common. A bucket of it holds
/// 15 of a million entries.
/// </summary>
internal sealed class NameHistogram() : ByteHistogram(1 << 16)
{
    private const int BitsDropped = 16;

    public static int BucketOf(string name) => (int)(XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(name)) >> BitsDropped);

    public void Add(string name, long bytes) => AddTo(BucketOf(name), bytes);
}
