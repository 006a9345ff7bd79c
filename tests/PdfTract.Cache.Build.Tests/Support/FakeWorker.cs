namespace PdfTract.Cache.Build.Tests;

/// <summary>
/// A worker in shell. A document's result is the document itself, of which each line is a page. What else it does, the document's name says. It logs each
/// start and each request with its process id.
/// </summary>
internal sealed class FakeWorker
{
    private const string Script =
        """
        here=$(dirname "$0")
        echo "start $$ $*" >>"$here/log"
        while IFS= read -r line; do
            echo "ask $$ $line" >>"$here/log"
            id=${line##*\"requestId\":}; id=${id%%\}*}
            input=${line#*--input=}; input=${input%%\"*}
            output=${line#*--output:text=}; output=${output%%\"*}
            said=''
            case $(basename "$input") in
                overflows*) echo 'Stack overflow.' >&2; echo 'Repeated 24000 times:' >&2; kill -ABRT $$ ;;
                exits*) echo 'I gave up' >&2; exit 7 ;;
                sleeps*) sleep 1000 & echo $! >"$here/child"; wait ;;
                closes*) exec >&-; sleep 1000 ;;
                grows*) fat=$(head -c 400000000 /dev/zero | tr '\0' x); sleep 1000 ;;
                garbage*) echo '{"exitCode":0,' ;;
                other*) printf '{"exitCode":0,"output":"","requestId":%s}\n' $((id + 1)) ;;
                nobody*) echo '{"exitCode":0,"output":""}' ;;
                endless*) head -c 100000000 /dev/zero | tr '\0' x ;;
                encrypted*) printf '{"exitCode":1,"output":"error PDFC1013: it wants a password","requestId":%s}\n' "$id"; continue ;;
                exhausted*) printf '{"exitCode":1,"output":"error PDFC1023: it is full","requestId":%s}\n' "$id"; exit 1 ;;
                refused*) printf '{"exitCode":3,"output":"no reason","requestId":%s}\n' "$id"; continue ;;
                noisy*) head -c 20000000 /dev/zero | tr '\0' x >&2 ;;
                wary*) said='warning PDFC1014: page 2 cannot be read' ;;
                nothing*) printf '{"exitCode":0,"output":"","requestId":%s}\n' "$id"; continue ;;
                tells*) said=${line#*--secret:password=}; said=${said%%\"*}; echo "the password is $said" >&2 ;;
            esac
            case $line in
                *--pages=*)
                    pages=${line#*--pages=}; pages=${pages%%\"*}
                    sed -n "${pages%-*},${pages#*-}p" "$input" >"$output"
                    count=$(($(wc -l <"$input")))
                    printf '{"exitCode":0,"output":"%s","requestId":%s,"pages":%s}\n' "$said" "$id" "$count" ;;
                *)
                    cp "$input" "$output"
                    printf '{"exitCode":0,"output":"%s","requestId":%s,"unknown":[{"a":1}]}\n' "$said" "$id" ;;
            esac
            case $(basename "$input") in twice*) printf '{"exitCode":0,"output":"","requestId":%s}\n' "$id" ;; esac
        done
        """;

    private readonly string _folder;

    public FakeWorker(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "worker.sh"), Script);
    }

    /// <summary>The property <c>PdfExtractWorker</c>.</summary>
    public string Command => $"sh \"{Path.Combine(_folder, "worker.sh")}\" --first";

    /// <summary>The process ids of all that were started, in order.</summary>
    public string[] Starts => [.. Log("start").Select(line => line.Split(' ')[1])];

    /// <summary>The arguments that the first one was started with.</summary>
    public string FirstArguments => Log("start").First().Split(' ', 3)[2];

    /// <summary>All requests, each with the process id of who got it.</summary>
    public (string Pid, string Request)[] Requests => [.. Log("ask").Select(line => line.Split(' ', 3)).Select(parts => (parts[1], parts[2]))];

    /// <summary>The process that the worker started for a document whose name begins with <c>sleeps</c>; null as long as there is none.</summary>
    public string? Child => File.Exists(Path.Combine(_folder, "child")) && File.ReadAllText(Path.Combine(_folder, "child")).Trim() is { Length: > 0 } pid ? pid : null;

    public int CountRequests(string document) => Requests.Count(request => request.Request.Contains($"{document}\"", StringComparison.Ordinal));

    public static bool IsRunning(string pid) => File.Exists($"/proc/{pid}/stat") && !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);

    private IEnumerable<string> Log(string what) => File.Exists(Path.Combine(_folder, "log"))
        ? File.ReadAllLines(Path.Combine(_folder, "log")).Where(line => line.StartsWith(what + " ", StringComparison.Ordinal))
        : [];
}
