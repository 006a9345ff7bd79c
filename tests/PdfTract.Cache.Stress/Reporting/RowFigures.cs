using PdfTract.Cache.Stress.Profiles;

namespace PdfTract.Cache.Stress.Reporting;

/// <summary>One row as it was decided.</summary>
/// <param name="Profile">The profile's name.</param>
/// <param name="Description">The profile's one line.</param>
/// <param name="Name">What must hold.</param>
/// <param name="State">Whether it did.</param>
/// <param name="Detail">Figures, or what went wrong.</param>
/// <param name="ProcessIds">The processes that took part.</param>
/// <param name="Command">What repeats it.</param>
internal sealed record RowFigures(
    string Profile, string Description, string Name, RowState State, string Detail, IReadOnlyList<int> ProcessIds, string Command)
{
    public static RowFigures Of(IProfile profile, Row row, StressOptions options) => new(
        profile.Name, profile.Description, row.Name, row.State, row.Detail, row.ProcessIds, options.Command(profile.Name));
}
