namespace PdfTract.Cache.Build.PdfPig;

/// <summary>A word of a page.</summary>
/// <param name="Text">What it says, clean: see <see cref="CleanText"/>.</param>
/// <param name="Box">Its place on the page.</param>
/// <param name="First">The baseline of its first letter.</param>
/// <param name="Last">The baseline of its last letter.</param>
/// <param name="IsAfterSpace">Whether a space was drawn before it.</param>
internal sealed record PageWord(string Text, Box Box, Baseline First, Baseline Last, bool IsAfterSpace);
