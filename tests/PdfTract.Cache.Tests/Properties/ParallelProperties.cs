using CsCheck;

namespace PdfTract.Cache.Tests;

internal sealed class ParallelProperties
{
    private const int Threads = 4;

    private static readonly Gen<int> Instance = Gen.Int[0, SharedDirectory.InstanceCount - 1];
    private static readonly Gen<int> Key = Gen.Int[0, SampleValues.KeyCount - 1];
    private static readonly Gen<int> Value = Gen.Int[0, SampleValues.ValueCount - 1];

    private readonly TempFolder _folder = new();

    [OneTimeTearDown]
    public void RemoveFolder() => _folder.Dispose();

    /// <summary>
    /// Damage comes before and not between: a vandal's write while a good entry stands aside for a moment hits nothing,
    /// which no order of the others explains, and which is no harm.
    /// </summary>
    [Test]
    public void Stores_and_restores_at_once_end_as_if_they_had_come_one_after_another() =>
        Gen.Int[0, (1 << SampleValues.KeyCount) - 1].Select(NewDirectory).SampleParallel(
            [
                Gen.Select(Instance, Key, Value).Operation<SharedDirectory>(
                    step => $"Store{step}", (directory, step) => directory.Store(step.Item1, step.Item2, step.Item3)),
                Gen.Select(Instance, Key).Operation<SharedDirectory>(
                    step => $"Restore{step}", (directory, step) => directory.Restore(step.Item1, step.Item2)),
            ],
            equal: (one, other) => one.Values().SequenceEqual(other.Values()),
            maxSequentialOperations: 3,
            maxParallelOperations: 5,
            iter: 60,
            threads: Threads,
            print: directory => string.Join(", ", directory.Values()));

    /// <summary>With clean-ups and a vandal no order has to explain the end; every restore is whole all the same, and no temps stay.</summary>
    [Test]
    public void Whatever_happens_at_once_a_restore_is_one_stored_value_or_a_miss() =>
        Gen.Select(Gen.Int[0, 7], Gen.Select(Gen.Int[0, 9], Instance, Key, Value).Array[5, 20].Array[Threads]).Sample(
            (damaged, threads) =>
            {
                using var directory = NewDirectory(damaged);
                Parallel.ForEach(threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, steps =>
                {
                    foreach (var (kind, instance, key, value) in steps)
                    {
                        Take(directory, kind, instance, key, value);
                    }
                });

                directory.Values();
                Property.That(directory.Temps(), Is.Empty, "temps");
            },
            iter: 60);

    private static void Take(SharedDirectory directory, int kind, int instance, int key, int value)
    {
        switch (kind)
        {
            case < 4:
                directory.Store(instance, key, value);
                break;
            case < 8:
                directory.Restore(instance, key);
                break;
            case 8:
                directory.Damage(key);
                break;
            default:
                directory.Clean(value * 20_000);
                break;
        }
    }

    private SharedDirectory NewDirectory(int damaged) => new(_folder[Guid.NewGuid().ToString("N")], damaged);
}
