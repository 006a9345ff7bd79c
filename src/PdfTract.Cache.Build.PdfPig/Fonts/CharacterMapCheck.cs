using UglyToad.PdfPig.Tokens;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>Whether a character map is of a size that a font can have: PdfPig spells out every range, and a few bytes may name 2³² characters.</summary>
internal static class CharacterMapCheck
{
    public static bool IsBounded(PdfObjects objects, StreamToken map)
    {
        try
        {
            return Count(objects.Decode(map)) <= ReadingLimits.CharactersPerFont;
        }
        catch (StreamTooLargeException)
        {
            return false;
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            // Loading the font shows whether it can do without.
            return true;
        }
    }

    private static double Count(ReadOnlyMemory<byte> map)
    {
        var (operands, lexer, count) = (new Operands(), new ContentLexer(map), 0.0);
        while (lexer.Next(operands) is not Operator.None and var operation)
        {
            count += operation == Operator.EndOfRanges ? CountRanges(operands) : 0;
        }

        return count;
    }

    /// <summary>Ranges are <c>first last value</c>, where the value may be a list.</summary>
    private static double CountRanges(Operands operands)
    {
        var count = 0.0;
        for (var i = 0; i + 2 < operands.Count && operands.Kind(i) == OperandKind.Text && operands.Kind(i + 1) == OperandKind.Text; i++)
        {
            count += Math.Max(0, Value(operands.Bytes(i + 1)) - Value(operands.Bytes(i))) + 1;
            i += 2;
            if (operands.Kind(i) == OperandKind.ArrayStart)
            {
                while (i < operands.Count && operands.Kind(i) != OperandKind.ArrayEnd)
                {
                    i++;
                }
            }
        }

        return count;
    }

    private static double Value(ReadOnlySpan<byte> bytes)
    {
        var value = 0.0;
        foreach (var b in bytes)
        {
            value = (value * 256) + b;
        }

        return value;
    }
}
