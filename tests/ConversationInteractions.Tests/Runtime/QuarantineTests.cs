using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>Nobody gets a file before the scanner has found it clean.</summary>
internal sealed class QuarantineTests
{
    [Test]
    public async Task A_clean_file_is_stored()
    {
        Scanner scanner = new(_ => Task.FromResult(new ScanResult(Clean: true)));
        UploadWorld world = new() { Scanner = scanner };
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        await runtime.SendsAsync();
        await world.WhenEndedAsync(runtime);
        Assert.That(world.Outcomes, Is.EqualTo(new[] { UploadWorld.Stored }));
        Assert.That(scanner.Bytes, Is.EqualTo(200_000));
    }

    [Test]
    public async Task An_infected_file_reaches_no_share_and_is_deleted()
    {
        UploadWorld world = new() { Scanner = new Scanner(_ => Task.FromResult(new ScanResult(Clean: false, "Eicar-Test-Signature"))) };
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        await runtime.SendsAsync();
        await world.WhenEndedAsync(runtime);
        Assert.That(world.Outcomes, Is.EqualTo(new[] { UploadWorld.Failed }));
        Assert.That(world.Requests, Is.Empty);
        Assert.That(await world.WaitingFilesAsync(), Is.Empty);
    }

    [Test]
    public async Task A_file_that_could_not_be_looked_at_is_not_clean()
    {
        UploadWorld world = new() { Scanner = new Scanner(_ => throw new IOException("no answer")) };
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        await runtime.SendsAsync();
        await world.WhenEndedAsync(runtime);
        Assert.That(world.Outcomes, Is.EqualTo(new[] { UploadWorld.Failed }));
        Assert.That(world.Requests, Is.Empty);
    }

    [Test]
    public async Task While_the_scanner_takes_its_time_the_conversation_goes_on_and_the_file_waits()
    {
        TaskCompletionSource<ScanResult> answer = new();
        UploadWorld world = new() { Scanner = new Scanner(_ => answer.Task) };
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("claim");
        await runtime.SendsAsync();
        await runtime.SaysAsync("42");
        Assert.That(world.Said.Last(), Is.EqualTo("42 years."));
        Assert.That(world.Requests, Is.Empty);
        answer.SetResult(new ScanResult(Clean: true));
        await world.WhenEndedAsync(runtime);
        Assert.That(world.Outcomes, Is.EqualTo(new[] { UploadWorld.Stored }));
    }

    [Test]
    public async Task A_process_that_dies_while_scanning_leaves_the_scan_to_the_next()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        UploadWorld world = new()
        {
            Scanner = new Scanner(async token =>
            {
                asked.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return new ScanResult(Clean: true);
            }),
        };
        await using (ConversationRuntime first = world.Start())
        {
            await first.SaysAsync("claim");
            await first.SendsAsync();
            await asked.Task;
        }

        world.Scanner = new Scanner(_ => Task.FromResult(new ScanResult(Clean: false, "found")));
        await using ConversationRuntime second = await world.RestartAsync();
        await world.WhenEndedAsync(second);
        Assert.That(world.Outcomes, Is.EqualTo(new[] { UploadWorld.Failed }));
        Assert.That(world.Requests, Is.Empty);
    }

    [Test]
    public async Task An_agent_gets_clean_files_only_and_hears_of_the_others()
    {
        bool isClean = true;
        UploadWorld world = new() { Scanner = new Scanner(_ => Task.FromResult(new ScanResult(isClean, "Eicar"))) };
        await using ConversationRuntime runtime = world.Start();
        await runtime.SaysAsync("agent");
        await runtime.SendsAsync("good.pdf");
        isClean = false;
        await runtime.SendsAsync("bad.pdf");
        Assert.That(world.Agents.Messages.Select(m => m.File?.Name ?? m.Withheld), Is.EqualTo(new[] { "good.pdf", "bad.pdf: the scanner refused it: Eicar" }));
        Assert.That((await world.WaitingFilesAsync()).Select(f => f.Reference), Is.EqualTo(new[] { world.Agents.Messages[0].File!.Reference }));
    }

    private sealed class Scanner(Func<CancellationToken, Task<ScanResult>> answer) : IFileScanner
    {
        public long Bytes { get; private set; }

        public async ValueTask<ScanResult> ScanAsync(Stream content, CancellationToken cancellationToken)
        {
            using MemoryStream all = new();
            await content.CopyToAsync(all, cancellationToken);
            Bytes += all.Length;
            return await answer(cancellationToken);
        }
    }
}
