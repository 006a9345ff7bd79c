namespace PdfTract.Cache.Build.PdfPig;

/// <summary>
/// Follows marked content for <c>ActualText</c> (ISO 32000, 14.9.4): what letters mean as a whole, where the glyphs do not say it. All
/// letters in it become one, at the place of those on its first line.
/// </summary>
internal sealed class MarkedContent(LetterList letters)
{
    private int _depth;
    private int _replacedDepth;
    private int _firstLetter;
    private string _text = "";

    /// <param name="actualText">Null when the content states none. Within other replaced content it does not matter.</param>
    public void Begin(string? actualText)
    {
        _depth++;
        if (actualText is not null && _replacedDepth == 0)
        {
            (_replacedDepth, _firstLetter, _text) = (_depth, letters.Count, actualText);
        }
    }

    public void End()
    {
        if (_depth == 0)
        {
            return;
        }

        if (_depth == _replacedDepth)
        {
            Replace();
            _replacedDepth = 0;
        }

        _depth--;
    }

    private void Replace()
    {
        if (letters.Count <= _firstLetter)
        {
            return;
        }

        var replaced = letters.Letters.Slice(_firstLetter);
        var all = replaced[0];
        foreach (ref readonly var letter in replaced)
        {
            if (!WordReader.IsSameLine(all.Baseline, letter.Baseline) && letter.Baseline != all.Baseline)
            {
                break;
            }

            all = letter with { Baseline = all.Baseline with { End = letter.Baseline.End }, Box = Box.Around(all.Box, letter.Box) };
        }

        letters.Cut(_firstLetter);
        if (_text.Length > 0)
        {
            letters.Add(all with { Text = _text });
        }
    }
}
