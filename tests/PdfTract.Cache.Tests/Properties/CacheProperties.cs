using CsCheck;

namespace PdfTract.Cache.Tests;

internal sealed class CacheProperties
{
    private static readonly Gen<CacheStep> Step = Gen.Select(
        Gen.Frequency(
            (6, Gen.Const(CacheStepKind.Store)),
            (3, Gen.Const(CacheStepKind.Restore)),
            (2, Gen.Const(CacheStepKind.FlipBit)),
            (2, Gen.Const(CacheStepKind.GrowOld)),
            (1, Gen.Const(CacheStepKind.DeleteRoot)),
            (9, Gen.Enum<CacheStepKind>())),
        Gen.Int[0, SampleValues.KeyCount - 1],
        Gen.Int[0, 100_000],
        (kind, key, number) => new CacheStep(kind, key, number));

    [Test]
    [Category("H14")]
    [Category("H15")]
    [Category("H21")]
    [Category("H22")]
    public void H14_H15_H21_H22_whatever_happens_to_a_cache_a_restore_gives_the_models_bytes_or_the_models_miss() =>
        Step.Array[1, 30].Sample(
            steps =>
            {
                using var cache = new ModelledCache();
                foreach (var step in steps)
                {
                    cache.Run(step);
                }
            },
            iter: 150);
}
