using System.Diagnostics.CodeAnalysis;

namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A document's text needs a password that was not given.</summary>
[SuppressMessage("Design", "CA1064", Justification = "It is caught where the document's failure is made, and nowhere else.")]
internal sealed class WrongPasswordException(Exception cause) : Exception("The document needs another password.", cause);
