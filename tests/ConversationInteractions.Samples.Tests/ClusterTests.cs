namespace ConversationInteractions.Samples.Tests;

/// <summary>A small run of the cluster: everything starts, several workers share the conversations, nothing is lost. None is killed: that takes longer runs, such as the README of the sample has.</summary>
internal sealed class ClusterTests
{
    [Test]
    public async Task Conversations_on_several_workers_lose_nothing()
    {
        SampleProgram.Ended ended = await SampleProgram.RunAsync("Cluster", [], "--conversations", "20", "--messages", "5", "--at-once", "10", "--workers", "2");
        if (ended.Code == 2)
        {
            Assert.That(ended.Error, Does.Contain("apt-get install"));
            if (Environment.GetEnvironmentVariable("CI_REQUIRE_SERVICES") == "1")
            {
                Assert.Fail(ended.Error);
            }

            Assert.Ignore(ended.Error);
        }

        Assert.That(ended.Code, Is.Zero, ended.Output + ended.Error);
    }

    [Test]
    public async Task What_it_does_not_understand_it_answers_with_its_usage()
    {
        SampleProgram.Ended ended = await SampleProgram.RunAsync("Cluster", [], "--fast");
        Assert.That(ended.Code, Is.EqualTo(2));
        Assert.That(ended.Error, Does.Contain("--conversations <n>").And.Contain("--restart-broker"));
    }
}
