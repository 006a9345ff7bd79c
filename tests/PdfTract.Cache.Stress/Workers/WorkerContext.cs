using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using PdfTract.Cache.Stress.Oracle;

namespace PdfTract.Cache.Stress.Workers;

/// <summary>What every role works with: the cache, the journal, and the two operations on a value.</summary>
internal sealed class WorkerContext : IDisposable
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly HashSet<int> _seen = [];
    private readonly ExtractionCache _cache;
    private readonly int _maxExponent;
    private int _sequence;
    private int _stepsReached;
    private bool _hasPaused;

    public WorkerContext(WorkerSettings settings)
    {
        Settings = settings;
        Directory.CreateDirectory(settings.Scratch);
        Journal = new Journal(settings.JournalPath, settings.RunBegan);
        Random = new Random((settings.Seed * 7919) + settings.Worker);
        _maxExponent = (int)Math.Ceiling(Math.Log2(Math.Max(2, settings.MaxLength)));
        _cache = new ExtractionCache(new CacheSettings(settings.CacheDirectory)
        {
            Fsync = settings.Fsync,
            MaxSize = settings.MaxSize,
            MaxAge = settings.MaxAgeHours is { } hours ? TimeSpan.FromHours(hours) : null,
            UtcNow = () => DateTime.UtcNow.AddHours(settings.ClockOffsetHours),
            Probe = settings.DieAtStep == 0 && settings.PauseAtStep == 0 ? null : Reached,
        });
    }

    public WorkerSettings Settings { get; }

    public ExtractionCache Cache => _cache;

    public Journal Journal { get; }

    public Random Random { get; }

    public CacheLayout Layout => new(Settings.CacheDirectory);

    public static CacheKey KeyOf(int key) => new(
        new Digest256(SHA256.HashData(Encoding.ASCII.GetBytes($"stress document {key}"))),
        new ExtractionOptions("stress", "1", []).ComputeHash());

    public int RandomKey() => Settings.FirstKey + Random.Next(Settings.Keys);

    /// <summary>Whether there is time, nobody has said stop, and nothing is wrong yet.</summary>
    public bool MayGoOn() =>
        !Journal.HasViolation
        && (Settings.Seconds <= 0 || _clock.Elapsed.TotalSeconds < Settings.Seconds)
        && (Settings.StopFile is null || !File.Exists(Settings.StopFile));

    /// <summary>Stores a new value of the key, as a node does that extracted it.</summary>
    public StoreOutcome Store(int key)
    {
        var identity = new ValueIdentity(key, Settings.Worker, ++_sequence);
        var content = identity.Content(RandomLength());
        var outputs = Files("store");
        File.WriteAllBytes(outputs[0].Path, content);
        File.WriteAllBytes(outputs[1].Path, ValueCard.Write(identity, content));

        Journal.Write(JournalEvent.Intent, identity);
        var began = Stopwatch.GetTimestamp();
        var result = _cache.Store(KeyOf(key), new Provenance("stress", "1", DateTime.UtcNow, TimeSpan.Zero), outputs);
        if (result.Outcome == StoreOutcome.Stored)
        {
            _seen.Add(key);
            Journal.Write(JournalEvent.Stored, identity, began);
        }
        else
        {
            Journal.Write(JournalEvent.StoreFailed, identity, began, $"{result.Outcome}: {result.Detail}");
        }

        return result.Outcome;
    }

    /// <summary>Restores the key and checks every byte of it.</summary>
    public RestoreResult Restore(int key)
    {
        var outputs = Files("restore");
        var began = Stopwatch.GetTimestamp();
        var result = _cache.Restore(KeyOf(key), outputs);
        var ended = Stopwatch.GetTimestamp();
        if (!result.IsHit)
        {
            Journal.Write(JournalEvent.Miss, new ValueIdentity(key, 0, 0), began, result.Reason.ToString());
            if (Settings.NothingVanishes && (_seen.Contains(key) || result.Reason != MissReason.Absent))
            {
                Journal.Write(JournalEvent.Violation, new ValueIdentity(key, 0, 0), 0,
                    $"key {key} was {result.Reason} ({result.Detail}) though {(_seen.Contains(key) ? "it was stored and" : "")} nothing is ever removed or damaged");
            }

            return result;
        }

        if (ValueCard.Check(key, outputs[0].Path, outputs[1].Path, out var identity) is { } problem)
        {
            Journal.Write(JournalEvent.Violation, new ValueIdentity(key, 0, 0), began, problem);
        }
        else
        {
            _seen.Add(key);
            // Without the oracle's own check, which is no part of a hit.
            Journal.Write(JournalEvent.Hit, identity, began, ended: ended);
        }

        return result;
    }

    public CleanupResult Cleanup()
    {
        var began = Stopwatch.GetTimestamp();
        var result = _cache.Cleanup();
        Journal.Write(JournalEvent.Cleaned, default, began,
            $"{result.StaleTemps} temps, {result.Aged} aged, {result.Evicted} evicted, {result.RemainingBytes} bytes remain");
        return result;
    }

    public void Dispose()
    {
        _cache.Dispose();
        Journal.Dispose();
    }

    private OutputFile[] Files(string purpose) =>
    [
        new("content", Path.Combine(Settings.Scratch, purpose + ".content")),
        new("card", Path.Combine(Settings.Scratch, purpose + ".card")),
    ];

    /// <summary>Every order of magnitude is as likely as the others: as many of 10 bytes as of 10 MiB.</summary>
    private int RandomLength()
    {
        var length = 1 << Random.Next(_maxExponent + 1);
        return Math.Clamp(length - Random.Next(Math.Max(1, length / 2)), Settings.MinLength, Settings.MaxLength);
    }

    private void Reached(ProtocolStep step, string path)
    {
        if ((int)step == Settings.PauseAtStep && !_hasPaused)
        {
            _hasPaused = true;
            File.WriteAllText(Settings.PauseFile!, "");
            while (File.Exists(Settings.PauseFile))
            {
                Thread.Sleep(5);
            }
        }

        if ((int)step == Settings.DieAtStep && ++_stepsReached == Settings.DieAtCount)
        {
            // SIGKILL, to oneself: no finally runs, no buffer is flushed, and it happens at exactly this instruction.
            using var self = Process.GetCurrentProcess();
            self.Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
