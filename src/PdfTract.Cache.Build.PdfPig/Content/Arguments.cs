namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The operands of one operator, counted from the last one: what stands before those that it takes does not belong to it.</summary>
internal readonly struct Arguments(Operands operands, int first = 0)
{
    public Operands Operands => operands;

    /// <summary>The index of the first operand.</summary>
    public int First => first;

    /// <summary>The last operands alone.</summary>
    public Arguments Last(int count) => new(operands, Math.Max(first, operands.Count - count));

    public bool IsNumber(int fromEnd) => operands.IsNumber(operands.Count - fromEnd);

    public bool AreNumbers(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            if (!IsNumber(i))
            {
                return false;
            }
        }

        return true;
    }

    public double Number(int fromEnd) => operands.Number(operands.Count - fromEnd);

    /// <returns>Null when it is no name.</returns>
    public string? Name(int fromEnd)
    {
        var index = operands.Count - fromEnd;
        return index >= first && operands.Kind(index) == OperandKind.Name ? operands.Name(index) : null;
    }

    public Matrix Matrix() => new(Number(6), Number(5), Number(4), Number(3), Number(2), Number(1));

    /// <summary>What a dictionary of properties that stands in the content states as its replacement text.</summary>
    public string? ActualText()
    {
        for (var i = first; i + 1 < operands.Count; i++)
        {
            if (operands.Kind(i) == OperandKind.Name && operands.Kind(i + 1) == OperandKind.Text && operands.Bytes(i).SequenceEqual("ActualText"u8))
            {
                return PdfText.Of(operands.Bytes(i + 1));
            }
        }

        return null;
    }
}
