using System.Security;

namespace PdfTract.Cache.Build.Tests;

/// <summary>
/// Many projects with one document each, built by one `dotnet build`: projects of the SDK that consume the packed package. What a restore would write is
/// written by hand, so that nothing has to be restored for any of them.
/// </summary>
internal sealed class PropertyCases(Sandbox sandbox, IReadOnlyList<PropertyCase> cases)
{
    public BuildResult Build()
    {
        sandbox.Write("a.pdf", "a document");
        var items = cases.Select((one, i) => $"""<Case Include="{i}/Case{i}.csproj" AdditionalProperties="{Global(one)}" />""");
        for (var i = 0; i < cases.Count; i++)
        {
            WriteCase(i, cases[i]);
        }

        var all = sandbox.Write("all/All.proj",
            $"""
            <Project DefaultTargets="Build">
              <ItemGroup>
                {string.Join("\n    ", items.Select(item => item.Replace("Include=\"", "Include=\"../", StringComparison.Ordinal)))}
              </ItemGroup>
              <Target Name="Build">
                <MSBuild Projects="@(Case)" Targets="PdfExtract" BuildInParallel="true" ContinueOnError="true" />
              </Target>
            </Project>
            """);
        var home = Path.Combine(sandbox.Root, "home");
        Directory.CreateDirectory(home);
        var environment = new Dictionary<string, string?>
        {
            ["HOME"] = home,
            ["XDG_CACHE_HOME"] = "relative",
            ["DOTNET_CLI_HOME"] = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        };
        return sandbox.Build(sandbox.Root, [all, "--no-restore"], environment);
    }

    public string FolderOf(PropertyCase one) => Path.Combine(sandbox.Root, NumberOf(one));

    public string ProjectOf(PropertyCase one) => Path.Combine(FolderOf(one), $"Case{NumberOf(one)}.csproj");

    private string NumberOf(PropertyCase one) => cases.ToList().IndexOf(one).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void WriteCase(int number, PropertyCase one)
    {
        var package = Path.Combine(PackedPackages.FolderOf(PackedPackages.Tasks), "build", PackedPackages.Tasks);
        Write("Directory.Build.props", Xml(one, PropertyPlace.InDirectoryBuildProps).Replace("</Project>", NoCommand(one) + "</Project>", StringComparison.Ordinal));
        Write("Directory.Build.targets", Xml(one, PropertyPlace.InDirectoryBuildTargets));
        Write($"obj/Case{number}.csproj.nuget.g.props", $"""<Project><Import Project="{package}.props" /></Project>""");
        Write($"obj/Case{number}.csproj.nuget.g.targets", $"""<Project><Import Project="{package}.targets" /></Project>""");
        Write($"Case{number}.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <EnableDefaultItems>false</EnableDefaultItems>
                <PdfExtractCommand Condition="'$(PdfExtractCommand)' == '' and '$(NoCommand)' == ''">{SecurityElement.Escape(sandbox.Extractor.TextAndJsonCommand)}</PdfExtractCommand>
              </PropertyGroup>
              {Group(one, PropertyPlace.InTheProject)}
              <ItemGroup>
                <PdfDocument Include="../a.pdf" />
              </ItemGroup>
            </Project>
            """);

        void Write(string path, string text) => sandbox.Write($"{number}/{path}", text);
    }

    /// <summary>What is set later is not set in the project.</summary>
    private static string NoCommand(PropertyCase one) =>
        one.Place == PropertyPlace.InDirectoryBuildTargets && one.Properties.Any(property => property.Name == "PdfExtractCommand")
            ? "<PropertyGroup><NoCommand>true</NoCommand></PropertyGroup>"
            : "";

    private static string Xml(PropertyCase one, PropertyPlace place) => $"<Project>{Group(one, place)}</Project>";

    private static string Group(PropertyCase one, PropertyPlace place) => one.Place != place
        ? ""
        : $"<PropertyGroup>{string.Concat(one.Properties.Select(property => $"<{property.Name}>{SecurityElement.Escape(property.Value)}</{property.Name}>"))}</PropertyGroup>";

    /// <summary>What a command line has as it stands is read here twice.</summary>
    private static string Global(PropertyCase one) => one.Place != PropertyPlace.OnTheCommandLine
        ? ""
        : string.Join(';', one.Properties.Select(property =>
            $"{property.Name}={SecurityElement.Escape(property.Value.Replace("%", "%25", StringComparison.Ordinal).Replace(";", "%253B", StringComparison.Ordinal))}"));
}
