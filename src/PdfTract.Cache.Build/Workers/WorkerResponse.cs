using System.Runtime.Serialization.Json;
using System.Text;
using System.Xml;

namespace PdfTract.Cache.Build.Workers;

/// <summary>What a worker answers: Bazel's WorkResponse in JSON, one line (docs/workers.md). Whatever else it holds is ignored.</summary>
/// <param name="RequestId">0 when there is none.</param>
/// <param name="ExitCode">0: all outputs are whole.</param>
/// <param name="Output">For the log.</param>
/// <param name="Pages">How many pages the document has; null when the worker does not say.</param>
internal sealed record WorkerResponse(int RequestId, int ExitCode, string Output, int? Pages)
{
    /// <summary>No worker nests anything in an answer; deeper ones would only be there to exhaust the reader.</summary>
    private const int MaxDepth = 16;

    /// <returns>Null when the line is no answer.</returns>
    public static WorkerResponse? TryRead(byte[] line)
    {
        if (!IsOneObject(line))
        {
            return null;
        }

        try
        {
            var quotas = new XmlDictionaryReaderQuotas { MaxDepth = MaxDepth, MaxStringContentLength = int.MaxValue };
            using var json = JsonReaderWriterFactory.CreateJsonReader(line, 0, line.Length, new UTF8Encoding(false, throwOnInvalidBytes: true), quotas, null);
            return Read(json);
        }
        catch (Exception e) when (e is XmlException or FormatException or ArgumentException or OverflowException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What .NET's reader does not mind: an object that was cut off, or something behind it.</summary>
    private static bool IsOneObject(byte[] line)
    {
        var (depth, objects) = (0, 0);
        var isString = false;
        for (var i = 0; i < line.Length; i++)
        {
            switch (line[i])
            {
                case (byte)'\\' when isString:
                    i++;
                    break;
                case (byte)'"':
                    isString = !isString;
                    break;
                case (byte)'{' or (byte)'[' when !isString:
                    objects += depth++ == 0 ? 1 : 0;
                    break;
                case (byte)'}' or (byte)']' when !isString:
                    depth--;
                    break;
            }

            if (depth < 0)
            {
                return false;
            }
        }

        return depth == 0 && objects == 1 && !isString;
    }

    /// <summary>.NET shows JSON as XML: the root element is the object, and each member is an element of its name.</summary>
    private static WorkerResponse? Read(XmlDictionaryReader json)
    {
        if (!json.Read() || json.GetAttribute("type") != "object")
        {
            return null;
        }

        var answer = new WorkerResponse(0, 0, "", null);
        json.ReadStartElement();
        while (json.MoveToContent() == XmlNodeType.Element)
        {
            // A name that XML cannot have is an attribute.
            switch (json.GetAttribute("item") ?? json.LocalName)
            {
                case "requestId":
                    answer = answer with { RequestId = json.ReadElementContentAsInt() };
                    break;
                case "exitCode":
                    answer = answer with { ExitCode = json.ReadElementContentAsInt() };
                    break;
                case "output":
                    answer = answer with { Output = json.ReadElementContentAsString() };
                    break;
                case "pages":
                    answer = answer with { Pages = json.ReadElementContentAsInt() };
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        json.ReadEndElement();
        return json.Read() ? null : answer;
    }
}
