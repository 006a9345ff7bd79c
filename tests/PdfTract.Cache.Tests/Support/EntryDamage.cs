namespace PdfTract.Cache.Tests;

/// <summary>What happens to bytes on a disk. Each works on a copy.</summary>
internal static class EntryDamage
{
    public static byte[] FlipBit(byte[] whole, long bit)
    {
        var damaged = (byte[])whole.Clone();
        damaged[bit / 8] ^= (byte)(1 << (int)(bit % 8));
        return damaged;
    }

    public static byte[] Zero(byte[] whole, int offset, int count)
    {
        var damaged = (byte[])whole.Clone();
        Array.Clear(damaged, offset, count);
        return damaged;
    }
}
