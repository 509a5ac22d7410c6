using System.Text;
using System.Text.Unicode;
using ConversationInteractions.Fuzzing;
using ConversationInteractions.Runtime;

namespace ConversationInteractions.Tests.Runtime;

/// <summary>What crosses processes and arrives damaged is refused with <see cref="FormatException"/>, or read as something that can be handed on again.</summary>
internal sealed class InboundEventFuzzTests
{
    private static readonly string[] Sound =
    [
        """{"v":1,"kind":"message","text":"hi","payload":"p","id":"m1","start":{"bot":"Bank","channel":"sms","textOnly":true,"user":"u","attributes":{"a":[1,{"b":null}]}}}""",
        """{"v":1,"kind":"file","reference":"r","name":"a.pdf","mediaType":"application/pdf","bytes":12,"detected":"pdf"}""",
        """{"v":1,"kind":"host","name":"n","text":"t"}""",
        """{"v":1,"kind":"close","id":"c1"}""",
        """{"v":1,"kind":"transfer","transfer":"c/e/1","event":"declined","text":"busy"}""",
    ];

    [Test]
    public void Bytes_that_were_changed_lost_or_added() => Fuzz.Run(4_000, random => Spoiled.Bytes(Encoding.UTF8.GetBytes(Sound[random.Next(Sound.Length)]), random), Check);

    [Test]
    public void Values_of_other_kinds_missing_and_misplaced_parts() => Fuzz.Run(4_000, random => Spoiled.Json(Sound[random.Next(Sound.Length)], random), Check);

    private static void Check(byte[] file)
    {
        InboundEvent inbound;
        try
        {
            inbound = InboundEventJson.Read(file);
        }
        catch (FormatException problem)
        {
            Assert.That(problem.Message, Does.StartWith("An event cannot be read: "));
            return;
        }

        InboundEvent again = InboundEventJson.Read(InboundEventJson.Write(inbound));
        if (Utf8.IsValid(file))
        {
            // Bytes that are no characters are read as others.
            Assert.That(again with { Start = null }, Is.EqualTo(inbound with { Start = null }));
            Assert.That(again.Start?.Attributes?.ToJsonString(), Is.EqualTo(inbound.Start?.Attributes?.ToJsonString()));
        }
    }
}
