using System.Security;

namespace PdfTract.Cache.Build.Tests;

/// <summary>A project that consumes the packed package. It compiles nothing unless a test is about that.</summary>
internal sealed class TestProject
{
    private readonly Sandbox _sandbox;

    public TestProject(Sandbox sandbox, string name, string folder)
    {
        _sandbox = sandbox;
        Name = name;
        Folder = folder;
        Properties = new(StringComparer.Ordinal)
        {
            ["TargetFramework"] = "net10.0",
            ["PdfExtractCommand"] = sandbox.Extractor.Command,
        };
        Directory.CreateDirectory(Path.Combine(folder, "docs"));
    }

    public string Name { get; }

    public string Folder { get; }

    public string File => Path.Combine(Folder, Name + ".csproj");

    public Dictionary<string, string> Properties { get; }

    /// <summary>Content of an ItemGroup.</summary>
    public string Items { get; set; } = """<PdfDocument Include="docs/**/*.pdf" />""";

    /// <summary>After the items: targets of the project's own.</summary>
    public string Targets { get; set; } = "";

    /// <summary>The packages that the project asks for.</summary>
    public IReadOnlyList<string> Packages { get; set; } = [PackedPackages.Tasks];

    /// <summary>A project with sources and an assembly. Otherwise compiling and copying are left out: they cost most of the time.</summary>
    public bool Compiles { get; init; }

    /// <summary>obj/Debug/net10.0.</summary>
    public string Obj => ObjOf("net10.0");

    public string Outputs => Path.Combine(Obj, "pdf");

    public ExtractionCounts Counts => ExtractionCounts.Read(CountsFile);

    public string CountsFile => Path.Combine(Obj, Name + ".pdfextract.json");

    /// <summary>What the last build made, and from what.</summary>
    public string Record => Path.Combine(Obj, Name + ".pdfextract.record");

    /// <summary>What the project remembers of its documents' bytes.</summary>
    public string Hashes => Path.Combine(Obj, Name + ".pdfextract.hashes");

    public string ObjOf(string framework) => Path.Combine(Folder, "obj", "Debug", framework);

    /// <summary>A document below `docs`, with a page for each line.</summary>
    public string AddDocument(string name, params string[] lines) => TestPdfs.Write(Path.Combine(Folder, "docs", name), lines);

    /// <summary>Documents a.pdf, b.pdf, …, each another. They have been there for a while, as documents have: see <see cref="Age"/>.</summary>
    public string[] AddDocuments(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Age(AddDocument((char)('a' + i) + ".pdf", $"Document number {i}", "and its second page")))];

    /// <summary>Makes a document a minute old. One that is as young as the build is looked at again by the next one (H50).</summary>
    public static string Age(string document)
    {
        System.IO.File.SetLastWriteTimeUtc(document, DateTime.UtcNow.AddMinutes(-1));
        return document;
    }

    /// <summary>An output's path.</summary>
    public string Output(string name) => Path.Combine(Outputs, name);

    /// <summary>Writes the project's file, if it is another than the one that stands.</summary>
    public void Save()
    {
        var text = Text();
        if (!System.IO.File.Exists(File) || System.IO.File.ReadAllText(File) != text)
        {
            System.IO.File.WriteAllText(File, text);
        }
    }

    /// <summary>Runs `dotnet build -m`.</summary>
    public BuildResult Build(params string[] arguments) => Build(null, arguments);

    /// <inheritdoc cref="Build(string[])"/>
    public BuildResult Build(IReadOnlyDictionary<string, string?>? environment, params string[] arguments)
    {
        Save();
        return _sandbox.Build(Folder, [.. Start(), .. arguments], environment);
    }

    /// <summary>What `dotnet build` gets in any case. A second restore of the same project would find nothing to do.</summary>
    public string[] Start() => System.IO.File.Exists(Path.Combine(Folder, "obj", "project.assets.json")) ? [File, "--no-restore"] : [File];

    /// <summary>Runs another command of `dotnet` on the project.</summary>
    public ProcessResult Run(params string[] arguments)
    {
        Save();
        return DotNet.Run(Folder, _sandbox.Environment(), arguments);
    }

    /// <summary>Removes obj and bin: a clean clone.</summary>
    public void RemoveObj()
    {
        foreach (var folder in new[] { "obj", "bin" }.Select(name => Path.Combine(Folder, name)).Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string Text()
    {
        var properties = string.Join("\n    ", Properties.Select(property => $"<{property.Key}>{SecurityElement.Escape(property.Value)}</{property.Key}>"));
        var packages = string.Join("\n    ",
            Packages.Select(package => $"""<PackageReference Include="{package}" Version="{PackedPackages.Version}" PrivateAssets="all" />"""));
        var (start, end) = Compiles
            ? ("""<Project Sdk="Microsoft.NET.Sdk">""", "")
            : ("""
               <Project>
                 <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
                 <PropertyGroup>
                   <EnableDefaultItems>false</EnableDefaultItems>
                   <GenerateAssemblyInfo>false</GenerateAssemblyInfo>
                 </PropertyGroup>
               """,
               """
                 <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
                 <Target Name="CoreCompile" />
                 <Target Name="CopyFilesToOutputDirectory" />
               """);
        return $"""
            {start}
              <PropertyGroup>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {packages}
                {Items}
              </ItemGroup>
              {Targets}
            {end}
            </Project>

            """;
    }
}
