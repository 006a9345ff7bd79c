using System.Reflection;
using Microsoft.Build.Framework;

namespace PdfTract.Cache.Build.Tests;

/// <summary>What users and their builds may rely on.</summary>
public sealed class PublicContract
{
    [Test]
    public void The_tasks_and_their_parameters_are_those_of_the_snapshot() =>
        Snapshot.Matches($"{PackedPackages.Tasks}.tasks", Tasks().SelectMany(task => new[] { task.FullName! }.Concat(Parameters(task))));

    [Test]
    public void The_names_in_the_build_files_are_those_of_the_snapshot() =>
        Snapshot.Matches(
            "names",
            ["properties", .. Indented(BuildFiles.Properties), "items", .. Indented(BuildFiles.Items), "targets", .. Indented(BuildFiles.Targets)]);

    [Test]
    public void Every_task_declares_that_it_may_run_beside_others_H46()
    {
        foreach (var task in Tasks())
        {
            // By name, as MSBuild looks: each assembly has a copy of its own.
            var attributes = task.GetCustomAttributesData().Select(attribute => attribute.AttributeType.FullName);
            Assert.That(attributes, Does.Contain("Microsoft.Build.Framework.MSBuildMultiThreadableTaskAttribute"), task.FullName);
        }
    }

    [Test]
    public void No_task_has_a_static_that_changes_H46()
    {
        var statics = Assembly.Load(PackedPackages.Tasks).GetTypes()
            .Where(type => !type.Name.Contains('<', StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(field => field is { IsLiteral: false, IsInitOnly: false } && !field.Name.Contains('<', StringComparison.Ordinal));

        Assert.That(statics.Select(field => $"{field.DeclaringType}.{field.Name}"), Is.Empty);
    }

    private static IEnumerable<Type> Tasks() => Assembly.Load(PackedPackages.Tasks).GetExportedTypes()
        .Where(type => typeof(ITask).IsAssignableFrom(type) && !type.IsAbstract)
        .OrderBy(type => type.Name, StringComparer.Ordinal);

    private static IEnumerable<string> Parameters(Type task) => task.GetProperties()
        .Where(property => property.DeclaringType!.Namespace!.StartsWith("PdfTract", StringComparison.Ordinal))
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .Select(property =>
            $"  {property.Name}: {property.PropertyType.Name}"
            + (property.IsDefined(typeof(RequiredAttribute)) ? ", required" : "")
            + (property.IsDefined(typeof(OutputAttribute)) ? ", output" : ""));

    private static IEnumerable<string> Indented(IEnumerable<string> names) => names.Select(name => "  " + name);
}
