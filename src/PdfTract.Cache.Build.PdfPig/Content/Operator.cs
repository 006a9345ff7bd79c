namespace PdfTract.Cache.Build.PdfPig;

/// <summary>The operators that matter for text, as numbers: the characters of the operator, the first one lowest.</summary>
internal static class Operator
{
    /// <summary>The end of the stream.</summary>
    public const uint None = 0;

    /// <summary>Any other operator that is longer than four characters.</summary>
    public const uint Unknown = 1;

    public const uint Save = 'q';
    public const uint Restore = 'Q';
    public const uint Transform = 'c' | ('m' << 8);
    public const uint ExtendedState = 'g' | ('s' << 8);
    public const uint XObject = 'D' | ('o' << 8);
    public const uint BeginText = 'B' | ('T' << 8);
    public const uint EndText = 'E' | ('T' << 8);
    public const uint CharacterSpacing = 'T' | ('c' << 8);
    public const uint WordSpacing = 'T' | ('w' << 8);
    public const uint Scaling = 'T' | ('z' << 8);
    public const uint Leading = 'T' | ('L' << 8);
    public const uint Font = 'T' | ('f' << 8);
    public const uint Rise = 'T' | ('s' << 8);
    public const uint Move = 'T' | ('d' << 8);
    public const uint MoveAndSetLeading = 'T' | ('D' << 8);
    public const uint TextMatrix = 'T' | ('m' << 8);
    public const uint NextLine = 'T' | ('*' << 8);
    public const uint Show = 'T' | ('j' << 8);
    public const uint ShowWithPositions = 'T' | ('J' << 8);
    public const uint ShowOnNextLine = '\'';
    public const uint ShowOnNextLineWithSpacing = '"';
    public const uint BeginMarkedContent = 'B' | ('M' << 8) | ('C' << 16);
    public const uint BeginMarkedContentWithProperties = 'B' | ('D' << 8) | ('C' << 16);
    public const uint EndMarkedContent = 'E' | ('M' << 8) | ('C' << 16);
    public const uint InlineImageData = 'I' | ('D' << 8);
    public const uint GlyphBox = 'd' | ('1' << 8);
    public const uint True = 't' | ('r' << 8) | ('u' << 16) | ((uint)'e' << 24);
    public const uint Null = 'n' | ('u' << 8) | ('l' << 16) | ((uint)'l' << 24);
    public const uint False = 2;

    /// <summary><c>endbfrange</c>, of character maps.</summary>
    public const uint EndOfRanges = 3;

    public static uint Of(ReadOnlySpan<byte> characters)
    {
        if (characters.Length > 4)
        {
            return characters.SequenceEqual("false"u8) ? False : characters.SequenceEqual("endbfrange"u8) ? EndOfRanges : Unknown;
        }

        var value = 0u;
        for (var i = characters.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | characters[i];
        }

        return value;
    }

    /// <summary>What never stands in an array: the array's end is missing.</summary>
    public static bool EndsArray(uint operation) =>
        operation is Show or ShowWithPositions or BeginText or EndText or Save or Restore or XObject;
}
