namespace Microsoft.Build.Framework;

/// <summary>
/// Declares that a task's concrete class may run beside others in one process (`dotnet build -mt`). MSBuild looks for the
/// full name and not for the defining assembly, so this copy works on every version; without it each project would get an
/// out-of-process task host.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
