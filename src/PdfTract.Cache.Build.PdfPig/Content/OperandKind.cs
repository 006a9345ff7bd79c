namespace PdfTract.Cache.Build.PdfPig;

internal enum OperandKind
{
    Number,
    Text,
    Name,
    ArrayStart,
    ArrayEnd,
    DictionaryStart,
    DictionaryEnd,

    /// <summary><c>true</c>, <c>false</c> and <c>null</c>.</summary>
    Other,
}
