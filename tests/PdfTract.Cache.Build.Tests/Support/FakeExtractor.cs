using System.Runtime.Versioning;
using System.Text;

namespace PdfTract.Cache.Build.Tests;

/// <summary>
/// A program that "extracts" by copying, writes down each call, and does as it is told. What it does to a document depends
/// on files beside it, so that its own bytes, which are its version, stay the same.
/// </summary>
internal sealed class FakeExtractor
{
    /// <summary>Appends in one write: calls that happen at once are lines of their own.</summary>
    private const string Script =
        """
        #!/bin/sh
        # extract.sh INPUT options=OPTIONS OUTPUT...
        here=$(dirname "$0")
        input=$1
        options=$2
        name=$(basename "$input")
        shift 2
        printf '%s\n' "$input" >> "$here/calls.log"
        if [ -e "$here/takes/a-while" ]; then sleep 0.1; fi
        if [ -e "$here/slow/$name" ]; then sleep "$(cat "$here/slow/$name")"; fi
        if [ -e "$here/sleeps/$name" ]; then printf 'half' > "$1"; touch "$here/asleep"; sleep 600; fi
        if [ -e "$here/huge/$name" ]; then truncate -s "$(cat "$here/huge/$name")" "$1"; exit 0; fi
        if [ -e "$here/fails/$name" ]; then printf 'half' > "$1"; echo "page 7 is upside down" >&2; exit 3; fi
        if [ -e "$here/edits/$name" ]; then printf 'edited' >> "$input"; fi
        for output; do
            if [ -e "$here/leaves-out/$name" ] && [ "${output##*.}" = txt ]; then continue; fi
            { printf '%s %s\n' "${output##*.}" "$options"; cat "$input"; } > "$output" || exit 4
        done

        """;

    private readonly string _folder;

    public FakeExtractor(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        Program = Path.Combine(folder, "extract.sh");
        File.WriteAllText(Program, Script.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            MakeExecutable(Program);
        }
    }

    public string Program { get; }

    /// <summary>For PdfExtractCommand, with one output.</summary>
    public string Command => $"\"{Program}\" {{input}} options={{options}} {{output}}";

    /// <summary>For PdfExtractCommand, with two.</summary>
    public string TextAndJsonCommand => $"\"{Program}\" {{input}} options={{options}} {{output:text}} {{output:json}}";

    /// <summary>The documents that it was called for since the last <see cref="Forget"/>.</summary>
    public IReadOnlyList<string> Calls => File.Exists(Log) ? File.ReadAllLines(Log) : [];

    /// <summary>It has begun to extract a document that <see cref="SleepsOn"/> names.</summary>
    public bool IsAsleep => File.Exists(Path.Combine(_folder, "asleep"));

    private string Log => Path.Combine(_folder, "calls.log");

    /// <summary>What it makes of a document.</summary>
    public static byte[] ResultOf(string document, string options = "", string ending = "txt") =>
        [.. Encoding.UTF8.GetBytes($"{ending} options={options}\n"), .. File.ReadAllBytes(document)];

    public void Forget() => File.Delete(Log);

    /// <summary>Writes half an output, says something and ends with exit code 3.</summary>
    public void FailsOn(string name) => Tell("fails", name);

    /// <summary>Ends well and leaves the text out.</summary>
    public void LeavesTextOutOf(string name) => Tell("leaves-out", name);

    /// <summary>Writes half an output and sleeps for ten minutes.</summary>
    public void SleepsOn(string name) => Tell("sleeps", name);

    /// <summary>Appends to the document before reading it, as somebody does who saves it at that moment.</summary>
    public void Edits(string name) => Tell("edits", name);

    /// <summary>Makes an output of this many zeros, which is a hole on the disk.</summary>
    public void MakesHuge(string name, string size) => Tell("huge", name, size);

    /// <summary>Takes a tenth of a second longer for every document.</summary>
    public void TakesAWhile() => Tell("takes", "a-while");

    /// <summary>Takes some seconds longer for a document.</summary>
    public void IsSlowOn(string name, int seconds) => Tell("slow", name, seconds.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Does its work again, whatever it was told.</summary>
    public void Recovers()
    {
        foreach (var folder in Directory.GetDirectories(_folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [UnsupportedOSPlatform("windows")]
    private static void MakeExecutable(string path) =>
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);

    private void Tell(string what, string name, string how = "")
    {
        Directory.CreateDirectory(Path.Combine(_folder, what));
        File.WriteAllText(Path.Combine(_folder, what, name), how);
    }
}
