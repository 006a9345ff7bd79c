namespace PdfTract.Cache.Stress.Profiles;

/// <summary>A kind of trouble, and what must hold in it.</summary>
internal interface IProfile
{
    string Name { get; }

    /// <summary>One line for the help.</summary>
    string Description { get; }

    /// <summary>Runs it and yields each row as it is decided.</summary>
    IEnumerable<Row> Run(StressOptions options);
}
