using System.Runtime.InteropServices;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Reads a content stream operation by operation (ISO 32000, 7.8.2). It takes what is there: whatever is no token is passed over,
/// as viewers do. Numbers are computed as PdfPig computes them, so that positions agree to the last bit.
/// </summary>
internal sealed class ContentLexer
{
    private readonly byte[] _data;
    private readonly int _end;
    private int _position;

    public ContentLexer(ReadOnlyMemory<byte> content)
    {
        var segment = MemoryMarshal.TryGetArray(content, out var array) ? array : new ArraySegment<byte>(content.ToArray());
        (_data, _position, _end) = (segment.Array ?? [], segment.Offset, segment.Offset + segment.Count);
    }

    /// <param name="operands">Holds the operation's operands afterwards.</param>
    /// <returns>The operator, see <see cref="Operator"/>; 0 at the end of the stream.</returns>
    public uint Next(Operands operands)
    {
        operands.Clear();
        var arrays = 0;
        while (SkipToToken() is >= 0 and var first)
        {
            var operation = Operator.None;
            switch (first)
            {
                case '(':
                    ContentStrings.ReadLiteral(_data, ref _position, _end, operands);
                    break;
                case '<' when Peek(1) == '<':
                    _position += 2;
                    operands.Add(OperandKind.DictionaryStart);
                    break;
                case '<':
                    ContentStrings.ReadHex(_data, ref _position, _end, operands);
                    break;
                case '>':
                    _position += Peek(1) == '>' ? 2 : 1;
                    operands.Add(OperandKind.DictionaryEnd);
                    break;
                case '[':
                    _position++;
                    arrays++;
                    operands.Add(OperandKind.ArrayStart);
                    break;
                case ']':
                    _position++;
                    arrays = 0;
                    operands.Add(OperandKind.ArrayEnd);
                    break;
                case '/':
                    ContentStrings.ReadName(_data, ref _position, _end, operands);
                    break;
                case (>= '0' and <= '9') or '-' or '+' or '.':
                    ReadNumber(operands);
                    break;
                case ')' or '{' or '}':
                    _position++;
                    break;
                default:
                    operation = ReadOperator();
                    break;
            }

            if (operation is Operator.True or Operator.False or Operator.Null)
            {
                operands.Add(OperandKind.Other);
            }
            else if (operation == Operator.InlineImageData)
            {
                SkipInlineImage();
                operands.Clear();
            }
            else if (operation != Operator.None && (arrays == 0 || Operator.EndsArray(operation)))
            {
                // Other operators within an array are left out, as viewers do.
                return operation;
            }
        }

        return Operator.None;
    }

    private int Peek(int ahead) => _position + ahead < _end ? _data[_position + ahead] : -1;

    /// <returns>The first byte of the next token; -1 at the end.</returns>
    private int SkipToToken()
    {
        while (_position < _end)
        {
            var b = _data[_position];
            if (b == '%')
            {
                while (_position < _end && _data[_position] is not ((byte)'\n' or (byte)'\r'))
                {
                    _position++;
                }
            }
            else if (b > ' ' && b != 127)
            {
                return b;
            }
            else
            {
                _position++;
            }
        }

        return -1;
    }

    private uint ReadOperator()
    {
        var start = _position;
        while (_position < _end && ContentStrings.IsRegular(_data[_position]))
        {
            _position++;
        }

        if (_position == start)
        {
            // A byte that stands for nothing.
            _position++;
        }

        return Operator.Of(_data.AsSpan(start, _position - start));
    }

    private void ReadNumber(Operands operands)
    {
        var (whole, fraction, fractionDigits, exponent) = (0.0, 0L, 0, 0);
        var (isNegative, hasFraction, hasExponent, isExponentNegative) = (false, false, false, false);
        var start = _position;
        for (; _position < _end; _position++)
        {
            var b = _data[_position];
            if (b is >= (byte)'0' and <= (byte)'9')
            {
                var digit = b - '0';
                if (hasExponent)
                {
                    exponent = Math.Min((exponent * 10) + digit, 400);
                }
                else if (!hasFraction)
                {
                    whole = (whole * 10) + digit;
                }
                else if (fractionDigits < 18)
                {
                    fraction = (fraction * 10) + digit;
                    fractionDigits++;
                }
            }
            else if (b == '-')
            {
                isExponentNegative |= hasExponent;
                isNegative |= !hasExponent;
            }
            else if (b == '.' && !hasFraction && !hasExponent)
            {
                hasFraction = true;
            }
            else if (b is (byte)'e' or (byte)'E' && !hasExponent && _position > start && Peek(1) is (>= '0' and <= '9') or '-' or '+')
            {
                hasExponent = true;
            }
            else if (b != '+')
            {
                break;
            }
        }

        if (_position < _end && _data[_position] == '.')
        {
            // A second point: what follows it belongs to no number.
            while (_position < _end && _data[_position] is (byte)'.' or (byte)'-' or (>= (byte)'0' and <= (byte)'9'))
            {
                _position++;
            }
        }

        var value = fractionDigits == 0 ? whole : whole + (fraction / Power(fractionDigits));
        value = hasExponent ? value * Math.Pow(10, isExponentNegative ? -exponent : exponent) : value;
        operands.AddNumber(isNegative ? -value : value);
    }

    private static double Power(int digits) => digits switch
    {
        1 => 10,
        2 => 100,
        3 => 1000,
        _ => Math.Pow(10, digits),
    };

    /// <summary>Behind the data of a picture within the content. What ends it may also stand in it: it counts when text follows.</summary>
    private void SkipInlineImage()
    {
        const int Lookahead = 12;
        for (_position++; _position + 1 < _end; _position++)
        {
            if (_data[_position] == 'E' && _data[_position + 1] == 'I'
                && ContentStrings.IsWhiteSpace(_data[_position - 1])
                && (_position + 2 >= _end || ContentStrings.IsWhiteSpace(_data[_position + 2]))
                && ContentStrings.IsPlain(_data.AsSpan(_position + 2, Math.Min(Lookahead, _end - _position - 2))))
            {
                _position += 2;
                return;
            }
        }

        _position = _end;
    }
}
