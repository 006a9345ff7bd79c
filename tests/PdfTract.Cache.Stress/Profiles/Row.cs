namespace PdfTract.Cache.Stress.Profiles;

/// <summary>One thing that must hold, and whether it did.</summary>
/// <param name="Name">What must hold.</param>
/// <param name="State">Whether it did.</param>
/// <param name="Detail">Figures, or what went wrong.</param>
/// <param name="ProcessIds">The processes that took part.</param>
internal sealed record Row(string Name, RowState State, string Detail, IReadOnlyList<int> ProcessIds);
