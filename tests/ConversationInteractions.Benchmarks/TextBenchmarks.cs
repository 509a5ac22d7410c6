using BenchmarkDotNet.Attributes;
using ConversationInteractions.Language;

namespace ConversationInteractions.Benchmarks;

/// <summary>What each message costs before and after it is matched: normalisation, and the rendering of an answer.</summary>
[Config(typeof(InProcessConfig))]
[MemoryDiagnoser]
public class TextBenchmarks : IReferenceSource
{
    private readonly string _typed = "What is my balance, please?";
    private readonly string _composed = "Wie hoch ist mein Überzug heute früh?";
    private readonly Template _literal = Template.Parse("Which account would you like to know the balance of?", _ => false);
    private readonly Template _single = Template.Parse("{$botContext.amount}", _ => false);
    private readonly Template _mixed = Template.Parse("Your balance is {$botContext.amount}, as of {$env.day}.", _ => false);

    [Benchmark]
    public string NormalizeTyped() => Utterance.Normalize(_typed);

    [Benchmark]
    public string NormalizeComposed() => Utterance.Normalize(_composed);

    [Benchmark]
    public string RenderLiteral() => _literal.Render(this);

    [Benchmark]
    public string RenderSingleReference() => _single.Render(this);

    [Benchmark]
    public string RenderMixed() => _mixed.Render(this);

    [Benchmark]
    public string RenderUrl() => _mixed.Render(this, ValueEncoding.UrlComponent);

    public bool TryGet(Reference reference, out Value value)
    {
        value = "42.50 EUR";
        return true;
    }
}
