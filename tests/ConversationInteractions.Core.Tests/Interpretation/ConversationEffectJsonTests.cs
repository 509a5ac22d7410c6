using System.Text;
using ConversationInteractions.Interpretation;
using FsCheck;
using FsCheck.Fluent;

namespace ConversationInteractions.Core.Tests.Interpretation;

public sealed class ConversationEffectJsonTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(500);

    /// <summary>What is performed without a commit.</summary>
    private static readonly Type[] NeverStored = [typeof(RecognizeIntents), typeof(RunScript)];

    private static IEnumerable<Type> StoredKinds => typeof(ConversationEffect).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ConversationEffect))).Except(NeverStored);

    [TestCaseSource(nameof(StoredKinds))]
    public void Every_kind_of_effect_comes_back_as_it_was(Type kind) =>
        Check.One(Thorough, Prop.ForAll(EffectSamples.Kinds[kind].ToArbitrary(), effect => ConversationEffectJson.Read(ConversationEffectJson.Write(effect)) == effect));

    [Test]
    public void A_message_comes_back_as_it_was() => Check.One(
        Thorough,
        Prop.ForAll(EffectSamples.Message.ToArbitrary(), message => ConversationEffectJson.ReadMessage(ConversationEffectJson.WriteMessage(message)) == message));

    [TestCaseSource(nameof(StoredKinds))]
    public void Nothing_of_the_runtime_is_in_the_text(Type kind) => Check.One(
        Thorough,
        Prop.ForAll(EffectSamples.Kinds[kind].ToArbitrary(), effect => !Encoding.UTF8.GetString(ConversationEffectJson.Write(effect)).Contains(kind.Name, StringComparison.Ordinal)));

    /// <summary>Stored texts must be read by every later version: these never change.</summary>
    [TestCase("""{"v":1,"kind":"send","key":"c/e/1","message":{"seq":7,"text":"Hi","choices":[{"label":"Yes","value":"y"}],"display":"quickReplies","agent":true},"delay":20000000}""")]
    [TestCase("""{"v":1,"kind":"close","key":"c/e/1","survey":true}""")]
    [TestCase("""{"v":1,"kind":"forward","key":"c/e/1","transfer":"c/d/1","file":{"reference":"r","name":"a.pdf","bytes":12}}""")]
    [TestCase("""{"v":1,"kind":"transfer","key":"c/e/1","bot":"Bank","skill":"2000","context":{"intent":"claim"}}""")]
    [TestCase("""{"v":1,"kind":"context","key":"c/e/1","namespace":"orders","name":"last","value":"7"}""")]
    [TestCase("""{"v":1,"kind":"upload","key":"c/e/1","of":"documents","file":{"reference":"r","name":"a.pdf","bytes":12},"name":"a.pdf","mediaType":"application/pdf","path":"in/a.pdf"}""")]
    [TestCase("""{"v":1,"kind":"release","key":"c/e/1","reference":"r"}""")]
    [TestCase("""{"v":1,"kind":"call","key":"c/e/1","request":{"of":"balance","repeatable":true,"kind":"api","method":"GET","url":"https://bank.example/","timeout":200000000,"retries":3,"successCodes":[]}}""")]
    [TestCase("""{"v":1,"kind":"call","key":"c/e/1","request":{"of":"mail","kind":"custom","client":"email","settings":{"to":"x"}}}""")]
    public void The_stored_form_stays(string json) =>
        Assert.That(Encoding.UTF8.GetString(ConversationEffectJson.Write(ConversationEffectJson.Read(Encoding.UTF8.GetBytes(json)))), Is.EqualTo(json));

    [Test]
    public void What_a_newer_patch_release_added_is_passed_over() => Assert.That(
        ConversationEffectJson.Read("""{"v":1,"kind":"release","new":{"a":[1]},"key":"k","reference":"r"}"""u8),
        Is.EqualTo(new ReleaseFile { Key = "k", Reference = "r" }));

    [TestCase("""{"v":2,"kind":"release","key":"k","reference":"r"}""", "has format version 2, and this library reads up to 1")]
    [TestCase("""{"kind":"release","key":"k","reference":"r"}""", "has format version 0")]
    [TestCase("""{"v":1,"kind":"dance","key":"k"}""", "'dance' is no kind of effect")]
    [TestCase("""{"v":1,"kind":"release","key":"k"}""", "'reference' is missing")]
    [TestCase("""{"v":1,"kind":"send","key":"k"}""", "cannot be read")]
    [TestCase("""{"v":1,"kind":"release","key":7,"reference":"r"}""", "cannot be read")]
    [TestCase("""{"v":1,"kind":"release","key":"k",""", "cannot be read")]
    [TestCase("[]", "cannot be read")]
    [TestCase("", "cannot be read")]
    public void What_cannot_be_read_is_told(string json, string problem) => Assert.That(
        () => ConversationEffectJson.Read(Encoding.UTF8.GetBytes(json)),
        Throws.TypeOf<FormatException>().With.Message.StartsWith("A stored effect cannot be read: ").And.Message.Contains(problem));

    [Test]
    public void A_message_that_cannot_be_read_is_told() => Assert.That(
        () => ConversationEffectJson.ReadMessage("""{"v":1,"seq":1,"display":"carousel"}"""u8),
        Throws.TypeOf<FormatException>().With.Message.EqualTo("A stored message cannot be read: 'carousel' is no way to show choices."));

    [Test]
    public void What_is_performed_without_a_commit_has_no_stored_form()
    {
        ConversationEffect[] effects =
        [
            new RecognizeIntents { Key = "k", Bot = "Bank", Text = "hi" },
            new RunScript { Key = "k", Bot = "Bank", Place = "p", Slot = ScriptSlot.PreProcess, Source = "", Input = new ScriptInput { ConversationId = "c", UserMessage = "", Variables = [] } },
        ];
        Assert.That(effects.Select(e => e.GetType()), Is.EquivalentTo(NeverStored));
        foreach (ConversationEffect effect in effects)
        {
            Assert.That(() => ConversationEffectJson.Write(effect), Throws.ArgumentException.With.Message.Contains(effect.GetType().Name));
        }
    }
}
