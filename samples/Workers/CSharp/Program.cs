// A worker for PdfTract.Cache.Build: it is started once, and asked for document after document (docs/workers.md).
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

// Load what takes long to load here, once: a model, a service, a library. This sample needs none.
while (Console.ReadLine() is { } line)
{
    var request = JsonNode.Parse(line)!;
    string[] arguments = [.. request["arguments"]!.AsArray().Select(argument => (string)argument!)];
    var end = Array.IndexOf(arguments, "--");
    var values = arguments[..end].Select(argument => argument[2..].Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
    var answer = new JsonObject { ["requestId"] = (int)request["requestId"]!, ["exitCode"] = 0, ["output"] = "" };
    try
    {
        var pdf = File.ReadAllText(values["input"], Encoding.Latin1);
        File.WriteAllText(values["output:text"], $"{Regex.Count(pdf, @"/Type\s*/Page\b")} pages, options [{string.Join(", ", arguments[(end + 1)..])}]\n");
    }
    catch (Exception problem)
    {
        (answer["exitCode"], answer["output"]) = (1, $"error MYPDF001: {values["input"]}: {problem.Message}");
    }

    Console.WriteLine(answer.ToJsonString());
}
