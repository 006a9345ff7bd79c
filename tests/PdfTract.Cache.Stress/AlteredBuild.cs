namespace PdfTract.Cache.Stress;

/// <summary>Builds this program once more from a copy of its sources with one text replaced: another format, another version.</summary>
internal static class AlteredBuild
{
    private static readonly string[] Parts =
    [
        "src/Directory.Build.props", "src/PdfTract.Cache", "tests/Directory.Build.props", "tests/PdfTract.Cache.Stress", "tests/Shared",
        "Directory.Build.props", "Directory.Packages.props", ".editorconfig", "global.json",
    ];

    /// <returns>The program's path.</returns>
    /// <exception cref="InvalidOperationException">A text to replace is not there, or the build failed.</exception>
    public static string Make(string folder, params IEnumerable<(string File, string From, string To)> replacements)
    {
        foreach (var part in Parts)
        {
            Copy(Path.Combine(SourceTree.Root!, part), Path.Combine(folder, part));
        }

        foreach (var (file, from, to) in replacements)
        {
            var path = Path.Combine(folder, file);
            var text = File.ReadAllText(path);
            if (!text.Contains(from, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"'{file}' does not hold '{from}'.");
            }

            File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
        }

        var program = Path.Combine(folder, "program");
        var (exitCode, output) = SourceTree.DotNet(
            folder, new Dictionary<string, string?>(), "build", "tests/PdfTract.Cache.Stress", "-o", program, "-f", "net10.0", "-p:RunAnalyzers=false", "-v:q", "-nologo");
        return exitCode == 0
            ? Path.Combine(program, "PdfTract.Cache.Stress" + (OperatingSystem.IsWindows() ? ".exe" : ""))
            : throw new InvalidOperationException(output);
    }

    private static void Copy(string from, string to)
    {
        if (File.Exists(from))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
            return;
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (relative.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"))
            {
                Copy(file, Path.Combine(to, relative));
            }
        }
    }
}
