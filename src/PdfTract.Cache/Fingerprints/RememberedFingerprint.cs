using PdfTract.Cache.Keys;

namespace PdfTract.Cache.Fingerprints;

/// <summary>A fingerprint, and the identity of the file that had it.</summary>
internal sealed record RememberedFingerprint(FileIdentity Identity, Digest256 Fingerprint);
