using PdfTract.Cache.Build.Documents;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>
/// Finds the files that a command line names: scripts and libraries (<c>sh extract.sh</c>, <c>java -cp a.jar:b.jar</c>), configurations
/// (<c>--config=words.json</c>), lists of arguments (<c>@extract.rsp</c>). Their content decides on the result as the program's does.
/// </summary>
/// <param name="folder">The full path of the project's folder: the command runs there.</param>
internal sealed class NamedFiles(string folder)
{
    private readonly string _folder = folder.TrimEnd(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar) + Path.DirectorySeparatorChar;

    /// <returns>The full paths of the regular files that an argument names, each as it is named.</returns>
    public IEnumerable<(string Named, string Path)> In(string argument) =>
        Candidates(argument).Distinct(StringComparer.Ordinal).Select(named => (named, FileOf(named))).Where(file => file.Item2 is not null)!;

    /// <summary>The same argument without the path of this clone: other clones and machines have the same key.</summary>
    public string Portable(string argument)
    {
        foreach (var (named, path) in In(argument).Where(file => Path.IsPathRooted(file.Named)))
        {
            argument = argument.Replace(named, NameOf(path));
        }

        return argument.Replace(_folder, "");
    }

    /// <summary>What a file is called in a key: by its place below the project, or by its bare name if it is somewhere else.</summary>
    public string NameOf(string path) =>
        (path.StartsWith(_folder, SystemPath.Comparison) ? path.Substring(_folder.Length) : Path.GetFileName(path)).Replace('\\', '/');

    /// <summary>The argument, what stands behind its '=' or '@', and each part of a list of paths.</summary>
    private static IEnumerable<string> Candidates(string argument)
    {
        string[] texts = [argument, argument.Substring(argument.IndexOf('=') + 1), argument.TrimStart('@')];
        return texts.Concat(texts.SelectMany(text => text.Split(Path.PathSeparator)));
    }

    private string? FileOf(string named)
    {
        if (named.Length == 0 || named.IndexOfAny(Path.GetInvalidPathChars()) >= 0 || SystemPath.IsTooLong(named))
        {
            return null;
        }

        try
        {
            var path = Path.GetFullPath(Path.Combine(_folder, named));
            return PlainFile.Exists(path) ? path : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or IOException)
        {
            // .NET Framework throws at what no path is.
            return null;
        }
    }
}
