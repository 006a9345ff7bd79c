using System.Text;
using CsCheck;

namespace PdfTract.Cache.Build.Tests;

/// <summary>The reader of what a worker answers: whatever comes, it is an answer or none.</summary>
internal sealed class WorkerResponseTests
{
    [TestCase("""{"exitCode":1,"output":"a \"b\"\n\u00fc 漢","requestId":7,"pages":3}""", 7, 1, "a \"b\"\nü 漢", 3)]
    [TestCase("""{"requestId":7}""", 7, 0, "", null)]
    [TestCase("""{}""", 0, 0, "", null)]
    [TestCase(""" { "requestId" : 7 , "wasCancelled" : false, "x y" : { "exitCode" : 9 } } """, 7, 0, "", null)]
    public void An_answer_is_read(string line, int id, int exitCode, string output, int? pages) =>
        Assert.That(WorkerResponse.TryRead(Encoding.UTF8.GetBytes(line)), Is.EqualTo(new WorkerResponse(id, exitCode, output, pages)));

    [TestCase("")]
    [TestCase("Hello")]
    [TestCase("7")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("""{"requestId":7""")]
    [TestCase("""{"requestId":7}}""")]
    [TestCase("""{"requestId":7} {"requestId":8}""")]
    [TestCase("""{"requestId":"seven"}""")]
    [TestCase("""{"requestId":99999999999}""")]
    [TestCase("""{"requestId":7,"output":{"a":1}}""")]
    public void What_is_none_is_none(string line) => Assert.That(WorkerResponse.TryRead(Encoding.UTF8.GetBytes(line)), Is.Null);

    [Test]
    public void Deep_nesting_is_no_answer()
    {
        var line = $"{{\"requestId\":7,\"x\":{new string('[', 100_000)}{new string(']', 100_000)}}}";

        Assert.That(WorkerResponse.TryRead(Encoding.UTF8.GetBytes(line)), Is.Null);
    }

    [Test]
    public void No_bytes_make_the_reader_throw() => Gen.Byte.Array[0, 200].Sample(bytes => { WorkerResponse.TryRead(bytes); }, iter: 20_000);

    [Test]
    public void No_change_to_an_answer_makes_the_reader_throw()
    {
        var answer = Encoding.UTF8.GetBytes("""{"exitCode":1,"output":"a \"b\"\n\u00fc","requestId":7,"pages":3,"more":[{"a":null},1.5e3,true]}""");
        Gen.Select(Gen.Int[0, answer.Length - 1], Gen.Byte, Gen.Int[0, answer.Length]).Sample((at, value, length) =>
        {
            byte[] changed = [.. answer];
            changed[at] = value;
            WorkerResponse.TryRead(changed[..length]);
        }, iter: 20_000);
    }
}
