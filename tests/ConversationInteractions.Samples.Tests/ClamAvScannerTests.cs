using System.Net;
using System.Net.Sockets;
using System.Text;
using ClamAv;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Samples.Tests;

/// <summary>Only a clear answer of clamd makes a file clean.</summary>
internal sealed class ClamAvScannerTests
{
    [Test]
    public async Task A_file_without_findings_is_clean()
    {
        using FakeClamd clamd = new();
        ScanResult result = await new ClamAvScanner(clamd.Options).ScanAsync(SampleContent.Create("pdf", 1_000_000), CancellationToken.None);
        Assert.That(result, Is.EqualTo(new ScanResult(Clean: true)));
        Assert.That(clamd.BytesTaken, Is.EqualTo(1_000_000));
    }

    [Test]
    public async Task A_file_with_a_finding_is_not_and_the_finding_is_told()
    {
        using FakeClamd clamd = new();
        ScanResult result = await new ClamAvScanner(clamd.Options).ScanAsync(Text("before EICAR after"), CancellationToken.None);
        Assert.That(result, Is.EqualTo(new ScanResult(Clean: false, "Eicar-Test-Signature")));
    }

    [Test]
    public async Task Scans_do_not_share_anything()
    {
        using FakeClamd clamd = new();
        ClamAvScanner scanner = new(clamd.Options);
        ScanResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => scanner.ScanAsync(Text(i % 2 == 0 ? "EICAR" : "fine"), CancellationToken.None).AsTask()));
        Assert.That(results.Select(r => r.Clean), Is.EqualTo(Enumerable.Range(0, 8).Select(i => i % 2 == 1)));
    }

    [Test]
    public void A_file_larger_than_clamd_takes_is_not_known_to_be_clean()
    {
        using FakeClamd clamd = new() { MaxBytes = 100_000 };
        Assert.That(async () => await new ClamAvScanner(clamd.Options).ScanAsync(SampleContent.Create("pdf", 50_000_000), CancellationToken.None), Throws.InstanceOf<IOException>());
    }

    [TestCase("", "without an answer")]
    [TestCase("stream: OK", "without an answer")]
    [TestCase("INSTREAM: Can't allocate memory ERROR\0", "Can't allocate memory")]
    [TestCase("stream: OK but\0", "stream: OK but")]
    public void An_answer_that_is_no_verdict_is_an_error(string answer, string told)
    {
        using FakeClamd clamd = new() { Answer = answer };
        Assert.That(
            async () => await new ClamAvScanner(clamd.Options).ScanAsync(Text("fine"), CancellationToken.None),
            Throws.TypeOf<IOException>().With.Message.Contains(told));
    }

    [Test]
    public async Task Silence_is_an_error_after_a_while()
    {
        using FakeClamd clamd = new() { IsSilent = true };
        ManualTimeProvider time = new();
        Task<ScanResult> scan = new ClamAvScanner(clamd.Options, time).ScanAsync(Text("fine"), CancellationToken.None).AsTask();
        await clamd.Taken.Task;
        time.Advance(TimeSpan.FromMinutes(3));
        Assert.That(async () => await scan, Throws.TypeOf<TimeoutException>());
    }

    [Test]
    public void Nobody_listening_is_an_error()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        ClamAvOptions options = new() { Port = ((IPEndPoint)free.LocalEndpoint).Port };
        free.Stop();
        Assert.That(async () => await new ClamAvScanner(options).ScanAsync(Text("fine"), CancellationToken.None), Throws.TypeOf<SocketException>());
    }

    [Test]
    public async Task A_real_clamd_answers_as_the_fake_does()
    {
        if (Environment.GetEnvironmentVariable("CLAMD")?.Split(':') is not [var host, var port])
        {
            Assert.Ignore("Set CLAMD to the host:port of a clamd to run this test.");
            return;
        }

        ClamAvScanner scanner = new(new ClamAvOptions { Host = host, Port = int.Parse(port, System.Globalization.CultureInfo.InvariantCulture) });
        // In two halves, so that no scanner takes this file for infected.
        ScanResult infected = await scanner.ScanAsync(Text(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*"), CancellationToken.None);
        ScanResult clean = await scanner.ScanAsync(SampleContent.Create("pdf", 1_000_000), CancellationToken.None);
        Assert.That((clean.Clean, infected.Clean), Is.EqualTo((true, false)));
        Assert.That(infected.Finding, Does.Contain("Eicar").IgnoreCase);
    }

    private static MemoryStream Text(string text) => new(Encoding.ASCII.GetBytes(text));
}
