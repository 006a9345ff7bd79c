using System.Text;
using Microsoft.Build.Utilities;
using PdfTract.Cache.Platform;

namespace PdfTract.Cache.Build.Secrets;

/// <summary>
/// Fetches a secret's value. This is the one place where a task reads the environment (against H46's rule): a variable that the
/// .targets read would be in every binary log. A node's environment is that of the build that it works for, and under -mt it is the
/// one of the process, which all projects share.
/// </summary>
internal static class SecretValue
{
    /// <summary>In bytes of UTF-8. A password is shorter; a wrong path leads to anything.</summary>
    private const int MaxLength = 4096;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>The value, or what is wrong with it: never a part of it.</returns>
    public static (string? Value, string? Problem) Read(SecretReference reference)
    {
        try
        {
            var value = WithoutLineEnd(reference.IsFile ? ReadFile(reference.Place) : Environment.GetEnvironmentVariable(reference.Place));
            return FindProblem(value) is { } problem ? (null, problem) : (value, null);
        }
        catch (ArgumentException)
        {
            // Its message may quote what could not be encoded or decoded.
            return (null, "is not text in UTF-8");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (null, $"cannot be read: {e.Message}");
        }
    }

    private static string? FindProblem(string? value)
    {
        if (value is null)
        {
            return "is not set";
        }

        // A CI service that withholds a secret from a build sets the variable to nothing.
        if (value.Length == 0)
        {
            return "is empty";
        }

        if (Utf8.GetByteCount(value) > MaxLength)
        {
            return $"is longer than {MaxLength} bytes";
        }

        return value.Any(char.IsControl) ? "has a line break or another control character in it" : null;
    }

    private static string ReadFile(string place)
    {
        // "." is the project's folder for MSBuild, also under -mt, where the working directory is somebody else's.
        var path = Path.Combine(new TaskItem(".").GetMetadata("FullPath"), place);
        using var file = OpenFile.Existing(path);
        using var reader = new StreamReader(file.Content, Utf8);

        // So much more than is allowed that too long shows, whatever is cut off; a character has a byte at least.
        var characters = new char[MaxLength + 3];
        return new string(characters, 0, reader.ReadBlock(characters, 0, characters.Length));
    }

    /// <summary>What echo and editors put behind a value, and CI services into a variable, is no part of it.</summary>
    private static string? WithoutLineEnd(string? text) =>
        text is null ? null
        : text.EndsWith("\r\n", StringComparison.Ordinal) ? text.Substring(0, text.Length - 2)
        : text.EndsWith("\n", StringComparison.Ordinal) ? text.Substring(0, text.Length - 1)
        : text;
}
