using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Util;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>What was done to data so that it compresses better (ISO 32000, 7.4.4.4). Text, fonts and cross references use PNG's predictors.</summary>
internal readonly record struct Predictor(int Kind, int Colors, int BitsPerComponent, int Columns)
{
    private const int Tiff = 2;

    private const int FirstOfPng = 10;

    public static Predictor Of(DictionaryToken streamDictionary, int filterIndex)
    {
        var parameters = DecodeParameterResolver.GetFilterParameters(streamDictionary, filterIndex);
        return new Predictor(
            parameters.GetIntOrDefault(NameToken.Predictor, 1),
            Clamp(parameters.GetIntOrDefault(NameToken.Colors, 1), 32),
            Clamp(parameters.GetIntOrDefault(NameToken.BitsPerComponent, 8), 32),
            Clamp(parameters.GetIntOrDefault(NameToken.Columns, 1), int.MaxValue / 1024));
    }

    /// <returns>The data as it was, in place of what is given.</returns>
    public Memory<byte> Undo(Memory<byte> data)
    {
        var rowLength = (int)((((long)Colors * BitsPerComponent * Columns) + 7) / 8);
        var pixelLength = Math.Max(1, Colors * BitsPerComponent / 8);
        if (Kind >= FirstOfPng)
        {
            return UndoPng(data, rowLength, pixelLength);
        }

        if (Kind == Tiff && BitsPerComponent == 8)
        {
            UndoTiff(data.Span, rowLength, pixelLength);
        }

        return data;
    }

    private static int Clamp(int value, int most) => Math.Min(Math.Max(value, 1), most);

    private static void UndoTiff(Span<byte> data, int rowLength, int pixelLength)
    {
        for (var i = 0; i < data.Length; i++)
        {
            if (i % rowLength >= pixelLength)
            {
                data[i] += data[i - pixelLength];
            }
        }
    }

    /// <summary>Each row begins with a byte that says how it was made.</summary>
    private static Memory<byte> UndoPng(Memory<byte> memory, int rowLength, int pixelLength)
    {
        var data = memory.Span;
        var written = 0;
        for (var read = 0; read < data.Length;)
        {
            var kind = data[read++];
            var count = Math.Min(rowLength, data.Length - read);
            var above = written - rowLength;
            for (var i = 0; i < count; i++)
            {
                var left = i >= pixelLength ? data[written + i - pixelLength] : 0;
                var up = above >= 0 ? data[above + i] : 0;
                var upLeft = above >= 0 && i >= pixelLength ? data[above + i - pixelLength] : 0;
                data[written + i] = (byte)(data[read + i] + kind switch
                {
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Paeth(left, up, upLeft),
                    _ => 0,
                });
            }

            read += count;
            written += count;
        }

        return memory.Slice(0, written);
    }

    private static int Paeth(int left, int up, int upLeft)
    {
        var (toLeft, toUp, toUpLeft) = (Math.Abs(up - upLeft), Math.Abs(left - upLeft), Math.Abs(left + up - upLeft - upLeft));
        return toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    }
}
