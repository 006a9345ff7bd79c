using System.Security;
using System.Text.RegularExpressions;

namespace PdfTract.Cache.Benchmarks.Builds;

/// <summary>
/// Projects of the .NET SDK that are built together. They compile nothing, so that no compiler stands between the figures. What a
/// clean clone would find is had by another configuration: nothing is deleted, and obj/ is empty all the same.
/// </summary>
internal sealed class ProjectTree
{
    private const string All = "all.proj";

    private readonly string _folder;
    private readonly string? _cache;

    /// <param name="folder">Where to make it.</param>
    /// <param name="projects">The content of each: properties, items, targets.</param>
    /// <param name="cache">The cache that its builds use.</param>
    /// <param name="packages">Unpacked packages with their names, imported where NuGet would import them.</param>
    public ProjectTree(string folder, IReadOnlyList<string> projects, string? cache = null, params IReadOnlyList<(string Folder, string Name)> packages)
    {
        _folder = folder;
        _cache = cache;
        Write("Directory.Build.props", Importing("props"));
        Write("Directory.Build.targets", Importing("targets"));
        Write("Directory.Packages.props", "<Project />");
        Write(All,
            """
            <Project DefaultTargets="Build">
              <ItemGroup>
                <ProjectToBuild Include="p*/*.csproj" />
              </ItemGroup>
              <Target Name="Restore">
                <MSBuild Projects="@(ProjectToBuild)" Targets="Restore" BuildInParallel="true" />
              </Target>
              <Target Name="Build">
                <MSBuild Projects="@(ProjectToBuild)" BuildInParallel="true" />
              </Target>
            </Project>
            """);
        for (var i = 0; i < projects.Count; i++)
        {
            Write($"p{i}/p{i}.csproj",
                $"""
                 <Project>
                   <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
                   <PropertyGroup>
                     <TargetFramework>net10.0</TargetFramework>
                     <EnableDefaultItems>false</EnableDefaultItems>
                     <GenerateAssemblyInfo>false</GenerateAssemblyInfo>
                     <NuGetAudit>false</NuGetAudit>
                   </PropertyGroup>
                 {projects[i]}
                   <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
                   <Target Name="CoreCompile" />
                   <Target Name="CopyFilesToOutputDirectory" />
                 </Project>
                 """);
        }

        DotNetBuild.Run(_folder, null, All, "-t:Restore");

        string Importing(string kind) =>
            $"<Project>\n{string.Concat(packages.Select(package => $"  <Import Project=\"{package.Folder}/build/{package.Name}.{kind}\" />\n"))}</Project>\n";
    }

    /// <summary>What a project needs to have its documents extracted by a command, text and JSON.</summary>
    public static string Extracting(string command, string documents) =>
        $"""
           <PropertyGroup>
             <PdfExtractCommand>{SecurityElement.Escape(command)}</PdfExtractCommand>
             <PdfExtractVersion>1</PdfExtractVersion>
             <PdfExtractOutputs>text;json</PdfExtractOutputs>
           </PropertyGroup>
           <ItemGroup>
             <PdfDocument Include="{documents}" />
           </ItemGroup>
         """;

    /// <summary>A project's own folder.</summary>
    public string FolderOf(int project) => Path.Combine(_folder, $"p{project}");

    /// <summary>Builds all projects; what is up to date in this configuration stays as it is.</summary>
    public TimeSpan Build(string configuration, params string[] arguments) => BuildWith(_cache, configuration, arguments);

    /// <summary>The same with another cache.</summary>
    public TimeSpan BuildWith(string? cache, string configuration, params string[] arguments) =>
        DotNetBuild.Run(_folder, cache, [All, "--no-restore", $"-p:Configuration={configuration}", "-m", .. arguments]);

    /// <summary>The sum of one figure of the statistics that the last build of a configuration left.</summary>
    public int Sum(string configuration, string figure) => Directory
        .EnumerateFiles(_folder, "*.pdfextract.json", SearchOption.AllDirectories)
        .Where(file => file.Contains($"{Path.DirectorySeparatorChar}{configuration}{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Sum(file => int.Parse(Regex.Match(File.ReadAllText(file), $"\"{figure}\":([0-9]+)").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

    /// <exception cref="InvalidDataException">The last build of a configuration was not what is measured.</exception>
    public void Expect(string configuration, string figure, int expected)
    {
        if (Sum(configuration, figure) is var sum && sum != expected)
        {
            throw new InvalidDataException($"{sum} {figure} instead of {expected}.");
        }
    }

    private void Write(string path, string text)
    {
        path = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
