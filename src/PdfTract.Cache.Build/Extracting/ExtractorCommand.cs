namespace PdfTract.Cache.Build;

/// <summary>Reads PdfExtractCommand: its template, and the program that it names.</summary>
internal static class ExtractorCommand
{
    /// <returns>Null when an error was logged.</returns>
    public static (CommandTemplate Template, string Program)? TryRead(
        string command, IReadOnlyCollection<string> kinds, string projectFolder, string searchPath, Action<string, string?, string> logError)
    {
        var template = TryParse(command, kinds, logError);
        if (template is null)
        {
            return null;
        }

        if (ProgramFile.Find(template.Program, projectFolder, searchPath) is { } program)
        {
            return (template, program);
        }

        var isBesideProject = ProgramFile.Find(Path.Combine(".", template.Program), projectFolder, searchPath) is not null;
        logError(DiagnosticCodes.ExtractorNotStarted, null,
            $"The program '{Readable.Show(template.Program)}' of PdfExtractCommand ('{Readable.Show(command)}') was not found {(isBesideProject ? "on the PATH" : "in the project's folder or on the PATH")}. "
            + (isBesideProject ? $"To run the file of the project's folder, write ./{template.Program}." : "Install it, or correct the command."));
        return null;
    }

    /// <inheritdoc cref="TryRead"/>
    public static CommandTemplate? TryParse(string command, IReadOnlyCollection<string> kinds, Action<string, string?, string> logError)
    {
        var (template, problem) = CommandTemplate.Parse(command, kinds);
        if (template is null)
        {
            logError(DiagnosticCodes.InvalidCommand, null,
                $"PdfExtractCommand ('{Readable.Show(command)}') cannot be used: {problem}. Example: pdftotext -layout {{input}} {{output}}");
        }

        return template;
    }

    /// <summary>Options that go nowhere, or that cannot be meant, are an error.</summary>
    /// <param name="template">The command.</param>
    /// <param name="options">A document's options.</param>
    /// <param name="document">The document.</param>
    /// <param name="logError">Takes code, file and message.</param>
    public static void CheckOptions(CommandTemplate template, string options, string document, Action<string, string?, string> logError)
    {
        if (options.Trim().Length == 0)
        {
            return;
        }

        if (!template.TakesOptions)
        {
            logError(DiagnosticCodes.InvalidOptions, document,
                $"'{document}' has the options '{Readable.Show(options)}' (PdfExtractOptions, or ExtractOptions of the PdfDocument item), and PdfExtractCommand has no place for them. "
                + "Write {options} into the command where they belong, or remove them.");
        }
        else if (CommandTemplate.ProblemOfOptions(options) is { } problem)
        {
            logError(DiagnosticCodes.InvalidOptions, document,
                $"The options '{Readable.Show(options)}' of '{document}' (PdfExtractOptions, or ExtractOptions of the PdfDocument item) cannot be used: {problem}.");
        }
    }
}
