using System.Globalization;
using System.Text;

namespace PdfTract.Cache.Tests;

/// <summary>
/// What a process of another user does to a cache: <c>program as-user root scratch command…</c>, one line of output a command.
/// </summary>
internal static class UserProgram
{
    private static ExtractionQueue? _held;

    /// <summary>The first argument that leads here.</summary>
    public const string Command = "as-user";

    public static int Run(string[] args)
    {
        using var cache = new ExtractionCache(new CacheSettings(args[0]) { Fsync = false });
        var scratch = Path.Combine(args[1], Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        Directory.CreateDirectory(scratch);
        foreach (var command in args.Skip(2))
        {
            Console.WriteLine(Do(cache, args[0], scratch, command.Split(' ')));
        }

        return 0;
    }

    private static string Do(ExtractionCache cache, string root, string scratch, string[] words) => words[0] switch
    {
        "store" => Store(cache, scratch, words[1], words[2]),
        "store-many" => StoreMany(cache, scratch, words[1], int.Parse(words[2], CultureInfo.InvariantCulture)),
        "store-random" => StoreRandom(cache, scratch, words[1], int.Parse(words[2], CultureInfo.InvariantCulture)),
        "restore" => Restore(cache, scratch, words[1]),
        "evict" => CleanTo(root, 0),
        "clean-to" => CleanTo(root, long.Parse(words[1], CultureInfo.InvariantCulture)),
        "was-cleaned" => cache.WasCleanedWithin(TimeSpan.FromMinutes(10)).ToString(),
        "wait-for" => WaitFor(words[1]),
        "claim" => cache.OpenClaims().TryTake(CacheFixture.KeyOf(words[1])).Outcome.ToString(),
        "hold" => Hold(cache, words[1]),
        "let-go" => LetGo(),
        "claim-each" => ClaimEach(cache, int.Parse(words[1], CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException(words[0]),
    };

    private static string Store(ExtractionCache cache, string scratch, string document, string content)
    {
        var outputs = Outputs(scratch);
        foreach (var output in outputs)
        {
            File.WriteAllText(output.Path, content);
        }

        return cache.Store(CacheFixture.KeyOf(document), CacheFixture.SomeProvenance, outputs).Outcome.ToString();
    }

    /// <returns>What became of all of them.</returns>
    private static string StoreMany(ExtractionCache cache, string scratch, string name, int count)
    {
        var outputs = Outputs(scratch);
        foreach (var output in outputs)
        {
            File.WriteAllText(output.Path, "text");
        }

        var requests = Enumerable.Range(0, count).Select(i => new StoreRequest(CacheFixture.KeyOf($"{name}-{i}"), CacheFixture.SomeProvenance, outputs));
        return string.Join(' ', cache.StoreAll([.. requests]).Select(result => result.Outcome).Distinct());
    }

    /// <summary>Bytes that cannot be compressed. Where a file may not be so long, the outputs are another's and only their storing is tried.</summary>
    private static string StoreRandom(ExtractionCache cache, string scratch, string document, int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        var shared = Path.Combine(Path.GetDirectoryName(scratch)!, $"random-{length}");
        if (!File.Exists(shared))
        {
            File.WriteAllBytes(shared, bytes);
        }

        OutputFile[] outputs = [new("text", shared), new("json", shared)];
        return cache.Store(CacheFixture.KeyOf(document), CacheFixture.SomeProvenance, outputs).Outcome.ToString();
    }

    private static string Restore(ExtractionCache cache, string scratch, string document)
    {
        var outputs = Outputs(scratch);
        foreach (var output in outputs)
        {
            File.Delete(output.Path);
        }

        var result = cache.Restore(CacheFixture.KeyOf(document), outputs);
        return result.IsHit
            ? "hit " + string.Join(' ', outputs.Select(output => File.ReadAllText(output.Path, Encoding.UTF8)).Distinct())
            : result.Reason + (result.CorruptRemoved ? " removed" : "");
    }

    private static string CleanTo(string root, long maxSize)
    {
        using var cache = new ExtractionCache(new CacheSettings(root) { MaxSize = maxSize });
        try
        {
            var result = cache.Cleanup();
            return $"{result.Evicted} evicted, {result.Failures} failures";
        }
        catch (UnauthorizedAccessException)
        {
            return "not allowed";
        }
        catch (IOException e) when (IoError.IsReadOnlyFileSystem(e))
        {
            return "read-only";
        }
    }

    /// <summary>Takes a document as a task does that extracts it for as long as it likes.</summary>
    private static string Hold(ExtractionCache cache, string document)
    {
        _held = new ExtractionQueue(cache.OpenClaims(), [CacheFixture.KeyOf(document)], (_, _) => false, (_, _) => false);
        return _held.TryTake(default) is null ? "nothing" : "held";
    }

    private static string LetGo()
    {
        _held!.Dispose();
        return "let go";
    }

    /// <returns>The numbers of the documents that nobody else had claimed.</returns>
    private static string ClaimEach(ExtractionCache cache, int documents)
    {
        var claims = cache.OpenClaims();
        return string.Join(' ', Enumerable.Range(0, documents)
            .Where(i => claims.TryTake(CacheFixture.KeyOf(i.ToString(CultureInfo.InvariantCulture))).Outcome == ClaimOutcome.Taken));
    }

    /// <summary>So that processes begin together, however long each took to start.</summary>
    private static string WaitFor(string file)
    {
        while (!File.Exists(file))
        {
            Thread.Sleep(1);
        }

        return "";
    }

    private static OutputFile[] Outputs(string scratch) =>
        [new("text", Path.Combine(scratch, "a.txt")), new("json", Path.Combine(scratch, "a.json"))];
}
