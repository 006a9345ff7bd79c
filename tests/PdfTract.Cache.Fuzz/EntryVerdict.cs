namespace PdfTract.Cache.Fuzz;

/// <summary>What the reader made of an input: as it stands, and with its length and checksum made right.</summary>
/// <param name="AsItStands">A hit is <see cref="MissReason.None"/>.</param>
/// <param name="Sealed">The same; null when the input is too short to hold a checksum.</param>
internal sealed record EntryVerdict(MissReason AsItStands, MissReason? Sealed);
