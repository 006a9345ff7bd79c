namespace PdfTract.Cache.Stress.Profiles;

/// <summary>Every profile, in the order in which `all` runs them.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<IProfile> Profiles { get; } =
    [
        new AcceptanceProfile(),
        new ContentionProfile(),
        new KillProfile(),
        new CorruptionProfile(),
        new EvictionProfile(),
        new DiskFullProfile(),
        new ClockProfile(),
        new HostileProfile(),
        new NodesProfile(),
        new WorkersProfile(),
        new VersionsProfile(),
        new LargeProfile(),
        new SoakProfile(),
    ];
}
