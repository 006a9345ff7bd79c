using System.Globalization;
using System.Text;

namespace PdfTract.Cache.Build.Planning;

/// <summary>Text for MSBuild, which reads some characters in names and metadata as its own.</summary>
internal static class MSBuildText
{
    private const string Special = "%*?@$();'";

    /// <summary>As MSBuild's own Escape, which is not in the assemblies that a task may rely on.</summary>
    public static string Escape(string text)
    {
        StringBuilder? escaped = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (Special.IndexOf(text[i]) < 0)
            {
                escaped?.Append(text[i]);
                continue;
            }

            escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
            escaped.Append('%').Append(((int)text[i]).ToString("x2", CultureInfo.InvariantCulture));
        }

        return escaped?.ToString() ?? text;
    }
}
