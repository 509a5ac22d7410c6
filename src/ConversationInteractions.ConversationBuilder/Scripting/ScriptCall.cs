using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>One call of a function of <c>botContext</c>.</summary>
internal readonly struct ScriptCall
{
    private readonly JsValue[] _arguments;

    public ScriptCall(JsValue self, JsValue[] arguments)
    {
        Engine = (self as ObjectInstance)?.Engine ?? throw new JavaScriptException(new JsString("Functions of botContext have to be called on it: botContext.name(…)."));
        Run = (ScriptRun)Engine.Advanced.HostDefined!;
        _arguments = arguments;
    }

    public Engine Engine { get; }

    public ScriptRun Run { get; }

    public JsValue this[int index] => _arguments.At(index);

    /// <summary>An argument as a text.</summary>
    public string Text(int index) => ScriptValues.ToText(Engine, Run, this[index]);

    /// <summary>An argument as a text; <see langword="null"/> where it is missing, <c>null</c> or empty.</summary>
    public string? OptionalText(int index) => IsNothing(index) || Text(index) is not { Length: > 0 } text ? null : text;

    public bool IsNothing(int index) => this[index].IsUndefined() || this[index].IsNull();

    /// <summary>An argument that is a list of texts, or one of them.</summary>
    public List<string> Texts(int index)
    {
        if (!this[index].IsArray())
        {
            return IsNothing(index) ? [] : [Text(index)];
        }

        List<string> texts = [];
        foreach (JsValue item in this[index].AsArray())
        {
            Engine.Constraints.Check();
            texts.Add(ScriptValues.ToText(Engine, Run, item));
        }

        return texts;
    }

    /// <summary>A text, or <c>null</c>.</summary>
    public static JsValue Optional(string? text) => text is null ? JsValue.Null : new JsString(text);
}
