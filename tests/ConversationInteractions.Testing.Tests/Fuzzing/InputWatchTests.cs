using ConversationInteractions.Fuzzing;

namespace ConversationInteractions.Testing.Tests.Fuzzing;

/// <summary>A fuzz test whose parser never returns names the input.</summary>
public sealed class InputWatchTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Test]
    public void An_input_that_never_comes_back_ends_the_run_with_its_name()
    {
        List<string> ended = [];
        ManualTimeProvider time = new();
        using InputWatch watch = new(time, Patience, ended.Add);
        watch.Begin(() => "FUZZ_SEED=7, round 3: x");
        time.Advance(Patience);
        Assert.That(ended, Is.EqualTo(new[] { "An input was not done with after 60 seconds. FUZZ_SEED=7, round 3: x" }));
    }

    [Test]
    public void Each_input_has_the_whole_time()
    {
        List<string> ended = [];
        ManualTimeProvider time = new();
        using InputWatch watch = new(time, Patience, ended.Add);
        for (int round = 0; round < 3; round++)
        {
            watch.Begin(() => "an input");
            time.Advance(Patience * 0.9);
            watch.End();
        }

        time.Advance(Patience);
        Assert.That(ended, Is.Empty);
    }
}
