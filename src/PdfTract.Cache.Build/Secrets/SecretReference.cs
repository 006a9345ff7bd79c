namespace PdfTract.Cache.Build.Secrets;

/// <summary>
/// Where a secret's value is: <c>name=env:VARIABLE</c> or <c>name=file:path</c>. A project holds only this, because MSBuild logs
/// every property, item and environment variable that a project evaluates.
/// </summary>
/// <param name="Name">The secret's name.</param>
/// <param name="IsFile">A file; otherwise an environment variable.</param>
/// <param name="Place">The variable's name, or the path: relative to the project.</param>
internal sealed record SecretReference(string Name, bool IsFile, string Place)
{
    private const string Variable = "env:";
    private const string File = "file:";

    /// <summary>Reads a list, separated by semicolons.</summary>
    /// <returns>The references, or what is wrong: without a word of the text, since somebody may have put the secret itself there.</returns>
    public static (IReadOnlyList<SecretReference> References, string? Problem) ParseList(string list)
    {
        var references = new List<SecretReference>();
        foreach (var text in list.Split(';').Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            var equals = text.IndexOf('=');
            var name = equals < 0 ? "" : text.Substring(0, equals).Trim();
            if (!SecretName.IsValid(name))
            {
                return ([], $"its entry number {references.Count + 1} does not begin with a name ({SecretName.Rule}) and '='");
            }

            if (references.Any(other => other.Name == name))
            {
                return ([], $"it names '{name}' twice");
            }

            if (Parse(name, text.Substring(equals + 1).Trim()) is not { } reference)
            {
                return ([], $"it does not say where '{name}' is; if the value itself stands there, it has been logged by now, so replace it");
            }

            references.Add(reference);
        }

        return (references, null);
    }

    /// <summary>For messages: what a person has to look at.</summary>
    public override string ToString() => (IsFile ? "file" : "environment variable") + $" '{Place}'";

    /// <summary>Reads one place, such as <c>env:VARIABLE</c>.</summary>
    /// <returns>Null when it says no place.</returns>
    public static SecretReference? Parse(string name, string place) =>
        After(Variable, place) is { } variable ? new SecretReference(name, IsFile: false, variable)
        : After(File, place) is { } path ? new SecretReference(name, IsFile: true, path)
        : null;

    private static string? After(string scheme, string text) =>
        text.Length > scheme.Length && text.StartsWith(scheme, StringComparison.Ordinal) ? text.Substring(scheme.Length) : null;
}
