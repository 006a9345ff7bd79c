using System.Security.Cryptography;
using System.Text;

namespace PdfTract.Cache.Build.Tests;

/// <summary>
/// A program that says all that it knows: its arguments, its secret, and its secret in pieces. What it extracts is the SHA-256
/// of its password, which shows what it got without showing it.
/// </summary>
internal sealed class TalkingExtractor
{
    private const string Script =
        """
        #!/bin/sh
        # talk.sh PASSWORD INPUT OUTPUT
        here=$(dirname "$0")
        start=${1%"${1#????????????}"}
        echo "Called as $0 $*"
        echo "My environment has $PDFTRACT_SECRET_PASSWORD" >&2
        printf 'In pieces it is %s' "$start"
        printf '%s\nOn two lines it is %s\n%s\n' "${1#"$start"}" "$start" "${1#"$start"}"
        if [ -e "$here/rotates" ]; then echo another > "$(cat "$here/rotates")"; fi
        if [ -e "$here/fails" ]; then echo "Wrong password: $1" >&2; exit 3; fi
        printf '%s %s' "$1" "$PDFTRACT_SECRET_PASSWORD" | sha256sum | cut -c 1-64 > "$3"

        """;

    private readonly string _folder;

    public TalkingExtractor(Sandbox sandbox)
    {
        Program = sandbox.Write("talking/talk.sh", Script.ReplaceLineEndings("\n"));
        _folder = Path.GetDirectoryName(Program)!;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Program { get; }

    /// <summary>For PdfExtractCommand.</summary>
    public string Command => $"\"{Program}\" {{secret:password}} {{input}} {{output}}";

    /// <summary>What it makes of every document.</summary>
    public static string ResultOf(string password) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{password} {password}"))) + "\n";

    /// <summary>Talks, and ends with exit code 3.</summary>
    public void Fails() => File.WriteAllText(Path.Combine(_folder, "fails"), "");

    /// <summary>Writes another password into a file while it extracts.</summary>
    public void Rotates(string file) => File.WriteAllText(Path.Combine(_folder, "rotates"), file);

    public void Recovers() => Array.ForEach(Directory.GetFiles(_folder).Where(file => file != Program).ToArray(), File.Delete);
}
