using System.Diagnostics;
using System.Reflection;

namespace PdfTract.Cache.Shared;

/// <summary>How to start this very program once more, in a process of its own.</summary>
internal static class ThisProgram
{
    public static ProcessStartInfo Again(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);

        // Started as `dotnet program.dll`, the process is dotnet and the program its first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
