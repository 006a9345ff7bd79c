namespace PdfTract.Cache.Benchmarks.Driving;

/// <summary>How long to look.</summary>
/// <param name="Rounds">How many times each contestant comes on.</param>
/// <param name="Batch">How long it is on, about.</param>
/// <param name="WarmUp">How long each works before anything counts: until its code is compiled for good and its memory touched.</param>
/// <param name="MostOperations">A limit for what makes files: a batch has no more operations, and the warm-up a few times as many.</param>
/// <param name="BeforeRound">Done before each round, and not measured.</param>
internal sealed record Pace(int Rounds, TimeSpan Batch, TimeSpan WarmUp, int MostOperations = int.MaxValue, Action? BeforeRound = null);
