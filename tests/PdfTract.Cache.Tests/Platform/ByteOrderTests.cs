using System.Text.RegularExpressions;

namespace PdfTract.Cache.Tests;

/// <summary>
/// No machine of the other byte order runs these tests. What the system writes is in the machine's order, and what the cache writes is always in one: so
/// each is looked for where the other belongs. (With statx read as little-endian, every document was a pipe there.)
/// </summary>
internal sealed partial class ByteOrderTests
{
    [Test]
    public void What_the_system_has_written_is_read_in_the_machines_own_order() =>
        Assert.That(Sources().Where(file => file.Text.Contains("DllImport", StringComparison.Ordinal) && OneOrder().IsMatch(file.Text)).Select(file => file.Name), Is.Empty);

    [Test]
    public void What_the_cache_writes_is_not_in_the_machines_own_order() =>
        Assert.That(Sources().Where(file => MachinesOrder().IsMatch(file.Text)).Select(file => file.Name), Is.Empty);

    private static IEnumerable<(string Name, string Text)> Sources()
    {
        var folder = TestContext.CurrentContext.TestDirectory;
        while (!Directory.Exists(Path.Combine(folder, "src", "PdfTract.Cache")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The sources of the cache are above no folder of this test.");
        }

        return Directory.EnumerateFiles(Path.Combine(folder, "src", "PdfTract.Cache"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Replace('\\', '/').Contains("/obj/", StringComparison.Ordinal))
            .Select(file => (Path.GetFileName(file), File.ReadAllText(file)));
    }

    [GeneratedRegex("(Read|Write)U?Int[0-9]+(Little|Big)Endian")]
    private static partial Regex OneOrder();

    [GeneratedRegex("BitConverter[.]GetBytes|MemoryMarshal[.](Write|AsBytes)")]
    private static partial Regex MachinesOrder();
}
