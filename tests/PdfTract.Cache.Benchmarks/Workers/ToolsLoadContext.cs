using System.Reflection;
using System.Runtime.Loader;

namespace PdfTract.Cache.Benchmarks.Workers;

/// <summary>What lies beside a task comes from there, whatever else the process has of the same name; all else is the host's.</summary>
internal sealed class ToolsLoadContext(string folder) : AssemblyLoadContext("tools")
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
