namespace PdfTract.Cache.Build.PdfPig;

/// <summary>Strings and names within a content stream (ISO 32000, 7.3.4 and 7.3.5), and what bytes are what.</summary>
internal static class ContentStrings
{
    public static bool IsWhiteSpace(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    /// <summary>Part of a name or an operator.</summary>
    public static bool IsRegular(byte b) =>
        b > ' ' && b is not ((byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%');

    /// <summary>Whether this can be operators, and is no picture's data.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b is not ((>= 32 and < 127) or 9 or 10 or 13))
            {
                return false;
            }
        }

        return true;
    }

    public static void ReadLiteral(byte[] data, ref int position, int end, Operands operands)
    {
        var start = operands.BeginBytes();
        var depth = 1;
        for (position++; position < end; position++)
        {
            var b = data[position];
            switch (b)
            {
                case (byte)'\\':
                    ReadEscape(data, ref position, end, operands);
                    continue;
                case (byte)'(':
                    depth++;
                    break;
                case (byte)')' when --depth == 0:
                    position++;
                    operands.EndBytes(OperandKind.Text, start);
                    return;
            }

            operands.AddByte(b);
        }

        operands.EndBytes(OperandKind.Text, start);
    }

    public static void ReadHex(byte[] data, ref int position, int end, Operands operands)
    {
        var start = operands.BeginBytes();
        var half = -1;
        for (position++; position < end && data[position] != '>'; position++)
        {
            if (HexDigit(data[position]) is not (>= 0 and var digit))
            {
                continue;
            }

            if (half < 0)
            {
                half = digit;
            }
            else
            {
                operands.AddByte((byte)((half << 4) | digit));
                half = -1;
            }
        }

        if (half >= 0)
        {
            operands.AddByte((byte)(half << 4));
        }

        position++;
        operands.EndBytes(OperandKind.Text, start);
    }

    public static void ReadName(byte[] data, ref int position, int end, Operands operands)
    {
        var start = operands.BeginBytes();
        for (position++; position < end && IsRegular(data[position]); position++)
        {
            if (data[position] == '#' && position + 2 < end && HexDigit(data[position + 1]) is >= 0 and var high && HexDigit(data[position + 2]) is >= 0 and var low)
            {
                operands.AddByte((byte)((high << 4) | low));
                position += 2;
            }
            else
            {
                operands.AddByte(data[position]);
            }
        }

        operands.EndBytes(OperandKind.Name, start);
    }

    /// <summary>At the backslash before; at the last byte of the escape afterwards.</summary>
    private static void ReadEscape(byte[] data, ref int position, int end, Operands operands)
    {
        if (++position >= end)
        {
            return;
        }

        var b = data[position];
        switch (b)
        {
            case (byte)'n':
                operands.AddByte((byte)'\n');
                break;
            case (byte)'r':
                operands.AddByte((byte)'\r');
                break;
            case (byte)'t':
                operands.AddByte((byte)'\t');
                break;
            case (byte)'b':
                operands.AddByte((byte)'\b');
                break;
            case (byte)'f':
                operands.AddByte((byte)'\f');
                break;
            case >= (byte)'0' and <= (byte)'7':
                var code = b - '0';
                for (var digits = 1; digits < 3 && position + 1 < end && data[position + 1] is >= (byte)'0' and <= (byte)'7'; digits++)
                {
                    code = (code * 8) + data[++position] - '0';
                }

                operands.AddByte((byte)code);
                break;
            case (byte)'\r' or (byte)'\n':
                // A line that goes on.
                while (position + 1 < end && data[position + 1] is (byte)'\r' or (byte)'\n')
                {
                    position++;
                }

                break;
            default:
                operands.AddByte(b);
                break;
        }
    }

    private static int HexDigit(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}
