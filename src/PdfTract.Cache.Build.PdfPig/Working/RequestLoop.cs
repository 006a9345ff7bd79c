namespace PdfTract.Cache.Build.PdfPig;

/// <summary>Answers one request after another. One thread runs it; nothing else writes to the stream of the answers.</summary>
internal sealed class RequestLoop(RequestLines requests, Stream answers)
{
    private readonly ExtractionWorker _worker = new();

    /// <summary>Never returns: the process ends when the requests end, or here when it cannot go on.</summary>
    public void Run()
    {
        while (true)
        {
            if (WorkRequest.Parse(requests.Take()) is not { } request)
            {
                // Without a number there is nothing that an answer could name.
                End("A line of the input is no request.");
                return;
            }

            var response = _worker.Answer(request);
            answers.Write(response.ToLine());
            answers.Flush();
            if (response.IsLast)
            {
                End("There is too little memory to go on.");
                return;
            }
        }
    }

    private static void End(string reason)
    {
        Console.Error.WriteLine(reason);
        Environment.Exit(1);
    }
}
