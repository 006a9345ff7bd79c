using System.Text.RegularExpressions;

namespace PdfTract.Cache.Tests.Hostile;

/// <summary>
/// Below a cache's root nothing opens, renames, deletes or looks at a name but Platform/, which does it by descriptor. So .NET's calls on paths
/// are in no other folder of the cache, except where no neighbour can write.
/// </summary>
[Category("H73")]
[Category("H76")]
internal sealed partial class OnePlaceOpensTests
{
    /// <summary>What works outside every root, and why it may.</summary>
    private static readonly Dictionary<string, string> Outside = new(StringComparer.Ordinal)
    {
        ["Claims/ProcessLife.cs"] = "the kernel's /proc",
        ["Claims/ProcessScope.cs"] = "the kernel's /proc",
        ["Outputs/OutputRestorer.cs"] = "the project's own folder of outputs",
        ["Outputs/PendingOutput.cs"] = "the project's own folder of outputs",
        ["Temps/ChecksummedFile.cs"] = "a file of the project's own",
        ["Temps/WholeFile.cs"] = "a file of the project's own",
    };

    [Test]
    public void H73_H76_no_call_on_a_path_is_made_outside_of_Platform()
    {
        var source = FindSource(TestContext.CurrentContext.TestDirectory);
        var found = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Name: Path.GetRelativePath(source, file).Replace('\\', '/'), Lines: File.ReadLines(file)))
            .Where(file => !file.Name.StartsWith("obj/", StringComparison.Ordinal) && !file.Name.StartsWith("Platform/", StringComparison.Ordinal))
            .Where(file => file.Lines.Any(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal) && CallOnPath().IsMatch(line)))
            .Select(file => file.Name);

        Assert.That(found, Is.EquivalentTo(Outside.Keys));
    }

    private static string FindSource(string folder)
    {
        while (!Directory.Exists(Path.Combine(folder, "src", "PdfTract.Cache")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The sources of the cache are above no folder of this test.");
        }

        return Path.Combine(folder, "src", "PdfTract.Cache");
    }

    [GeneratedRegex(@"(?<![\w.])(File|Directory)\.[A-Z]\w*\(|new (FileStream|FileInfo|DirectoryInfo)\b|\b(OpenFile\.Unlinked|SharedFile|FileRename|BestEffort)\b")]
    private static partial Regex CallOnPath();
}
