using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>What a script finds in its engine: <c>botContext</c>, the language as far as it is safe, nothing of .NET.</summary>
internal static class ScriptEnvironment
{
    // What makes one call of a built-in function as costly as it likes, waits, or depends on the machine.
    private static readonly string[] Withheld =
    [
        "Proxy", "Reflect", "Symbol", "BigInt", "Atomics", "ArrayBuffer", "SharedArrayBuffer", "DataView", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array",
        "Int32Array", "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array", "WeakRef", "FinalizationRegistry", "Intl", "Temporal", "ShadowRealm",
        "Iterator", "eval",
    ];

    public static Engine Create(ScriptRun run, EngineSettings settings)
    {
        Engine engine = new(settings.Options);
        engine.Advanced.HostDefined = run;
        foreach (string name in Withheld)
        {
            engine.Global.RemoveOwnProperty(name);
        }

        engine.Advanced.AddLazyGlobal("botContext", static owner => BotContext.Create(owner), PropertyFlag.ConfigurableEnumerableWritable);
        Replace((ObjectInstance)engine.GetValue("Math"), "random", (_, _) => JsNumber.Create(run.Random.Next()));
        TextGuards.Install(engine, run);
        return engine;
    }

    /// <summary>Puts a function of ours in the place of a built-in one.</summary>
    public static void Replace(ObjectInstance owner, string name, Func<JsValue, JsValue[], JsValue> function) =>
        owner.FastSetProperty(name, new PropertyDescriptor(new ClrFunction(owner.Engine, name, function), writable: true, enumerable: false, configurable: true));
}
