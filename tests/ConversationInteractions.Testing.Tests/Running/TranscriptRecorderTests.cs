namespace ConversationInteractions.Testing.Tests.Running;

/// <summary>What people read when a script fails.</summary>
public sealed class TranscriptRecorderTests
{
    [Test]
    public void Lines_tell_when_who_and_what_and_further_lines_of_a_text_stand_below_it()
    {
        ManualTimeProvider time = new();
        TranscriptRecorder transcript = new(time);
        transcript.Add("bot", "One.");
        time.Advance(TimeSpan.FromSeconds(65));
        transcript.Add("consumer", "Two,\r\nthree.");
        Assert.That(transcript.ToString(), Is.EqualTo("00:00:00  bot        One.\n00:01:05  consumer   Two,\n                     three.\n"));
    }

    [Test]
    public void What_goes_in_circles_is_cut_and_the_cut_is_told()
    {
        TranscriptRecorder transcript = new(new ManualTimeProvider());
        for (int i = 0; i < 10_003; i++)
        {
            transcript.Add("trace", "again");
        }

        string text = transcript.ToString();
        Assert.That(text, Does.EndWith("again\n(3 further lines are left out)\n"));
        Assert.That(text.Split('\n'), Has.Length.EqualTo(10_002));
    }
}
