using System.Xml;

namespace PdfTract.Cache.Build.Planning;

/// <summary>Finds in a project's file what MSBuild does not tell: a wildcard of an item that matched nothing leaves no trace.</summary>
internal static class ProjectWildcards
{
    /// <returns>The first <c>PdfDocument</c> with a wildcard that no condition and no target depends on; null when there is none.</returns>
    public static string? FindIn(string projectFile)
    {
        try
        {
            using var reader = XmlReader.Create(projectFile, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            reader.MoveToContent();
            var isRead = reader.Read();
            while (isRead)
            {
                // Only items right below the project's item groups; what stands in a target, or depends on something, is skipped as a whole.
                if (reader.NodeType == XmlNodeType.Element && (reader.GetAttribute("Condition") is not null || (reader.Depth == 1 && reader.Name != "ItemGroup")))
                {
                    reader.Skip();
                    isRead = !reader.EOF;
                    continue;
                }

                if (reader is { NodeType: XmlNodeType.Element, Depth: 2, Name: "PdfDocument" }
                    && reader.GetAttribute("Include") is { } include
                    && include.IndexOf('*') >= 0)
                {
                    return include;
                }

                isRead = reader.Read();
            }

            return null;
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            // MSBuild has read it, so this is not the time for an error.
            return null;
        }
    }
}
