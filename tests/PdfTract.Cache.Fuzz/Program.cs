using PdfTract.Cache.Fuzz;
using SharpFuzz;

// Without arguments afl-fuzz drives it; see run.sh.
switch (args)
{
    case []:
        Fuzzer.Run(input => EntryTarget.Run(ReadAll(input)));
        return 0;

    case ["make-corpus", var folder]:
        Corpus.Write(folder);
        return 0;

    case ["run", .. var files] when files.Length > 0:
        foreach (var file in files)
        {
            Console.WriteLine($"{file}: {EntryTarget.Run(File.ReadAllBytes(file))}");
        }

        return 0;

    default:
        await Console.Error.WriteLineAsync("Usage: make-corpus FOLDER | run FILE...");
        return 2;
}

static byte[] ReadAll(Stream input)
{
    using var bytes = new MemoryStream();
    input.CopyTo(bytes);
    return bytes.ToArray();
}
