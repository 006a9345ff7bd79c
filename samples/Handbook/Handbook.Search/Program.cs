using System.CommandLine;
using System.Text;
using Handbook.Search;

Console.OutputEncoding = Encoding.UTF8;

var commandLine = new RootCommand("Searches the handbook of Harrow Fell Observatory.")
{
    new SearchCommand(Library.Documents),
    new ListCommand(Library.Documents),
}.Parse(args);

var exitCode = commandLine.Invoke();

return commandLine.Errors.Count == 0 ? exitCode : ExitCode.Usage;
