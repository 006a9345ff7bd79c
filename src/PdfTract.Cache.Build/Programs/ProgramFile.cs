namespace PdfTract.Cache.Build.Programs;

/// <summary>Finds the file that a command's program names. The search path comes in as text: a task reads no environment (H46).</summary>
internal static class ProgramFile
{
    /// <summary>What Windows tries after a bare name; elsewhere a name is the file's name.</summary>
    private static readonly string[] Endings = Path.DirectorySeparatorChar == '\\' ? ["", ".exe", ".cmd", ".bat", ".com"] : [""];

    /// <returns>The full path, or null when there is no such file.</returns>
    public static string? Find(string program, string projectFolder, string searchPath)
    {
        if (HasInvalid(program))
        {
            return null;
        }

        var hasFolder = program.IndexOf(Path.DirectorySeparatorChar) >= 0 || program.IndexOf(Path.AltDirectorySeparatorChar) >= 0;
        var folders = hasFolder ? [projectFolder] : searchPath.Split([Path.PathSeparator], StringSplitOptions.RemoveEmptyEntries);
        return folders
            .Where(folder => !HasInvalid(folder.Trim('"')) && Path.IsPathRooted(folder.Trim('"')))
            .SelectMany(folder => Endings, (folder, ending) => Path.Combine(folder.Trim('"'), program + ending))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>.NET Framework throws at such a path, wherever it goes.</summary>
    private static bool HasInvalid(string path) => path.IndexOfAny(Path.GetInvalidPathChars()) >= 0;
}
