using System.Diagnostics;

namespace PdfTract.Cache.Stress.Oracle;

/// <summary>
/// A worker's own file of what it saw. Each line is handed to the operating system before the worker goes on, so that a kill
/// at any instruction loses nothing that others may have seen.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly FileStream _file;
    private readonly DateTimeOffset _runBegan;

    public Journal(string path, DateTimeOffset runBegan)
    {
        _file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _runBegan = runBegan;
    }

    /// <summary>Whether something was seen that must not be: then there is nothing more to find out.</summary>
    public bool HasViolation { get; private set; }

    public void Write(JournalEvent what, ValueIdentity identity, long began = 0, string detail = "-", long ended = 0)
    {
        HasViolation |= what == JournalEvent.Violation;
        var microseconds = began == 0 ? 0 : (long)Stopwatch.GetElapsedTime(began, ended == 0 ? Stopwatch.GetTimestamp() : ended).TotalMicroseconds;
        var at = (long)(DateTimeOffset.UtcNow - _runBegan).TotalMilliseconds;
        _file.Write(System.Text.Encoding.UTF8.GetBytes(new JournalLine(what, identity, microseconds, at, detail) + "\n"));
    }

    public static IEnumerable<JournalLine> Read(string path)
    {
        foreach (var line in File.ReadLines(path))
        {
            if (JournalLine.Parse(line) is { } parsed)
            {
                yield return parsed;
            }
        }
    }

    public void Dispose() => _file.Dispose();
}
