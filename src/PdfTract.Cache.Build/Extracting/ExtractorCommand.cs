using PdfTract.Cache.Build.Documents;
using PdfTract.Cache.Build.Hosting;
using PdfTract.Cache.Build.Programs;

namespace PdfTract.Cache.Build.Extracting;

/// <summary>Reads PdfExtractCommand and PdfExtractWorker: what they run, with which arguments. What is wrong with them is logged.</summary>
/// <param name="projectFolder">A relative program is looked for from here.</param>
/// <param name="searchPath">The PATH.</param>
/// <param name="logError">Takes code, file and message.</param>
internal sealed class ExtractorCommand(string projectFolder, string searchPath, Action<string, string?, string> logError)
{
    private const string Command = "PdfExtractCommand", Worker = "PdfExtractWorker";

    /// <returns>Null when an error was logged.</returns>
    public CommandTemplate? ParseCommand(string command, IReadOnlyCollection<string> kinds) =>
        Check(Command, command, CommandTemplate.Parse(command, kinds), "pdftotext -layout {input} {output}");

    /// <returns>Null when an error was logged.</returns>
    public CommandTemplate? ParseWorker(string worker) => Check(Worker, worker, CommandTemplate.ParseWorker(worker), "python3 extract.py");

    /// <returns>The program's file; null when an error was logged.</returns>
    public string? FindProgram(CommandTemplate template, string text)
    {
        if (ProgramFile.Find(template.Program, projectFolder, searchPath) is { } program)
        {
            return program;
        }

        var property = template.IsWorker ? Worker : Command;
        var isBesideProject = ProgramFile.Find(Path.Combine(".", template.Program), projectFolder, searchPath) is not null;
        logError(DiagnosticCodes.ExtractorNotStarted, null,
            $"The program '{Readable.Show(template.Program)}' of {property} ('{Readable.Show(text)}') was not found {(isBesideProject ? "on the PATH" : "in the project's folder or on the PATH")}. "
            + (isBesideProject ? $"To run the file of the project's folder, write ./{template.Program}." : "Install it, or correct the command."));
        return null;
    }

    /// <summary>Options that go nowhere, or that cannot be meant, are an error.</summary>
    /// <param name="template">The command.</param>
    /// <param name="options">A document's options.</param>
    /// <param name="document">The document.</param>
    public void CheckOptions(CommandTemplate template, string options, string document)
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

    private CommandTemplate? Check(string property, string text, (CommandTemplate? Template, string? Problem) parsed, string example)
    {
        if (parsed.Template is null)
        {
            logError(DiagnosticCodes.InvalidCommand, null, $"{property} ('{Readable.Show(text)}') cannot be used: {parsed.Problem}. Example: {example}");
        }

        return parsed.Template;
    }
}
