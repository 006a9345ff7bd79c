using System.Text;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// What stands before an operator. Arrays and dictionaries are not nested objects but a start, their elements and an end, and the
/// bytes of strings and names share one buffer: reading an operation makes no garbage.
/// </summary>
internal sealed class Operands
{
    private Operand[] _operands = new Operand[64];
    private byte[] _bytes = new byte[1024];
    private int _byteCount;

    public int Count { get; private set; }

    public OperandKind Kind(int index) => _operands[index].Kind;

    public double Number(int index) => _operands[index].Number;

    /// <summary>Of a string, without brackets and escapes, or of a name, without its slash.</summary>
    public ReadOnlySpan<byte> Bytes(int index) => _bytes.AsSpan(_operands[index].Start, _operands[index].Length);

    public string Name(int index) => Encoding.UTF8.GetString(_bytes, _operands[index].Start, _operands[index].Length);

    public bool IsNumber(int index) => index >= 0 && index < Count && _operands[index].Kind == OperandKind.Number;

    public void Clear() => (Count, _byteCount) = (0, 0);

    public void Add(OperandKind kind) => Add(new Operand(kind, 0, 0, 0));

    public void AddNumber(double number) => Add(new Operand(OperandKind.Number, number, 0, 0));

    /// <summary>Where the bytes begin that the next <see cref="EndBytes"/> is about.</summary>
    public int BeginBytes() => _byteCount;

    public void AddByte(byte value)
    {
        if (_byteCount == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        _bytes[_byteCount++] = value;
    }

    public void EndBytes(OperandKind kind, int start) => Add(new Operand(kind, 0, start, _byteCount - start));

    private void Add(Operand operand)
    {
        if (Count == _operands.Length)
        {
            Array.Resize(ref _operands, _operands.Length * 2);
        }

        _operands[Count++] = operand;
    }

    private readonly record struct Operand(OperandKind Kind, double Number, int Start, int Length);
}
