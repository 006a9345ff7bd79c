#if NETFRAMEWORK
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PdfTract.Cache.Build.Hosting;

/// <summary>
/// .NET Framework binds by exact version, isolates no task, and a package cannot bring binding redirects: two libraries that
/// were compiled against two versions of System.Memory could not both load. What one of this folder's assemblies asks for and
/// nobody else has is taken from this folder, whatever its version.
/// </summary>
internal static class FrameworkAssemblies
{
    private static readonly string Folder = Path.GetDirectoryName(typeof(FrameworkAssemblies).Assembly.Location)!;

#pragma warning disable CA2255 // Before the first method runs that needs one of them: nothing later is early enough.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() => AppDomain.CurrentDomain.AssemblyResolve += (_, request) => Find(request);

    private static Assembly? Find(ResolveEventArgs request)
    {
        var isOurs = request.RequestingAssembly is { IsDynamic: false, Location: { Length: > 0 } location }
            && string.Equals(Path.GetDirectoryName(location), Folder, StringComparison.OrdinalIgnoreCase);
        var file = Path.Combine(Folder, new AssemblyName(request.Name).Name + ".dll");
        return isOurs && File.Exists(file) ? Assembly.LoadFrom(file) : null;
    }
}
#endif
