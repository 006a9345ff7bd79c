namespace PdfTract.Cache.Build.Programs;

/// <summary>
/// A program of Windows that is a script of cmd.exe's. cmd.exe takes a command line apart by rules of its own, and runs what stands between two
/// <c>&amp;</c> of a document's name: so each argument is quoted, and one that no quotes make safe is refused.
/// </summary>
internal static class BatchFile
{
    /// <summary>A quote ends what is quoted; a percent sign is a variable's, between quotes too; a line break ends the command.</summary>
    private static readonly char[] Unquotable = ['"', '%', '\r', '\n', '\0'];

    public static bool Is(string program) =>
        program.EndsWith(".cmd", StringComparison.OrdinalIgnoreCase) || program.EndsWith(".bat", StringComparison.OrdinalIgnoreCase);

    /// <returns>The arguments of cmd.exe, as one text: no variables are delayed, no AutoRun command is run, and nothing is expanded.</returns>
    /// <exception cref="IOException">An argument cannot be passed safely.</exception>
    public static string ArgumentsOfCmd(string program, IReadOnlyList<string> arguments)
    {
        string[] all = [program, .. arguments];
        if (Array.Find(all, one => one.IndexOfAny(Unquotable) >= 0) is not null)
        {
            // It may be a secret: it is not quoted here.
            throw new IOException(
                "It is a batch file, and one of its arguments has a quote, a percent sign or a line break in it, which cmd.exe would not pass on as it is. "
                + "Rename the document, or name the program itself and not a batch file.");
        }

        return $"/d /v:off /s /c \"{string.Join(" ", all.Select(one => $"\"{one}\""))}\"";
    }
}
