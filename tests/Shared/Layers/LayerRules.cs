using System.Reflection;
using NetArchTest.Rules;

namespace PdfTract.Cache.Shared;

/// <summary>
/// Folders are layers, and a layer's namespace is its folder's name. What is compiled refers only to layers that stand before its own in the list: so
/// there is no circle, and no way back. What is in the root itself may use all of them.
/// </summary>
internal static class LayerRules
{
    /// <param name="assembly">The assembly.</param>
    /// <param name="root">The namespace of its root.</param>
    /// <param name="layers">From the lowest to the highest.</param>
    /// <param name="layer">One of them.</param>
    /// <returns>The types of that layer that use a later one, or the root.</returns>
    public static IReadOnlyList<string> TypesThatLookUp(Assembly assembly, string root, string[] layers, string layer)
    {
        var later = layers.SkipWhile(other => other != layer).Skip(1).Select(other => $"{root}.{other}");
        var inRoot = assembly.GetTypes().Where(type => type.Namespace == root && !type.IsNested).Select(type => type.FullName!);
        var result = Types.InAssembly(assembly).That().ResideInNamespace($"{root}.{layer}").ShouldNot().HaveDependencyOnAny([.. later, .. inRoot]).GetResult();
        return [.. result.FailingTypes?.Select(type => type.FullName) ?? []];
    }

    /// <returns>The types that are in no layer and not in the root.</returns>
    public static IReadOnlyList<string> TypesElsewhere(Assembly assembly, string root, string[] layers)
    {
        string[] known = [root, .. layers.Select(layer => $"{root}.{layer}")];
        return [.. assembly.GetTypes().Where(type => type.Namespace?.StartsWith(root, StringComparison.Ordinal) == true && !known.Contains(type.Namespace)).Select(type => type.FullName!)];
    }
}
