using System.Runtime.CompilerServices;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Keeps built-in functions from making texts without bound in a single call, between two looks at the limits.</summary>
internal static class TextGuards
{
    /// <summary>How long a text may be that is split by an expression with groups: what they hold may make a result that grows with the square.</summary>
    private const int MaxSplitLength = 5_000;

    public static void Install(Engine engine, ScriptRun run)
    {
        ObjectInstance strings = Prototype(engine, "String");
        Guard(strings, "repeat", (self, arguments) => run.Make(Length(self) * (long)Math.Clamp(TypeConverter.ToIntegerOrInfinity(arguments.At(0)), 0, int.MaxValue)));
        Guard(strings, "padStart", (_, arguments) => run.Make((long)Math.Clamp(TypeConverter.ToIntegerOrInfinity(arguments.At(0)), 0, int.MaxValue)));
        Guard(strings, "padEnd", (_, arguments) => run.Make((long)Math.Clamp(TypeConverter.ToIntegerOrInfinity(arguments.At(0)), 0, int.MaxValue)));
        Guard(strings, "concat", (self, arguments) => run.Make(Length(self) + arguments.Sum(a => (long)Length(a))));
        Guard(strings, "split", (self, arguments) => CheckSplit(run, self, arguments.At(0)));
        JsValue replace = strings.Get("replace");
        ScriptEnvironment.Replace(strings, "replace", (self, arguments) => TextReplacement.Replace(run, replace, self, arguments, isAll: false));
        JsValue replaceAll = strings.Get("replaceAll");
        ScriptEnvironment.Replace(strings, "replaceAll", (self, arguments) => TextReplacement.Replace(run, replaceAll, self, arguments, isAll: true));
        ((ObjectInstance)engine.GetValue("String")).RemoveOwnProperty("raw");
        ((ObjectInstance)engine.GetValue("Object")).RemoveOwnProperty("getOwnPropertySymbols");

        ObjectInstance arrays = Prototype(engine, "Array");
        HashSet<ObjectInstance> joining = new(ReferenceEqualityComparer.Instance);
        ScriptEnvironment.Replace(arrays, "join", (self, arguments) => Join(engine, run, joining, self, arguments.At(0)));
        ScriptEnvironment.Replace(arrays, "toString", (self, _) => Join(engine, run, joining, self, JsValue.Undefined));
        ScriptEnvironment.Replace(arrays, "toLocaleString", (self, _) => Join(engine, run, joining, self, JsValue.Undefined));
        arrays.RemoveOwnProperty("flat");
        arrays.RemoveOwnProperty("flatMap");

        ScriptEnvironment.Replace((ObjectInstance)engine.GetValue("JSON"), "stringify", (_, arguments) =>
            new ScriptJson(engine, run, arguments.At(1), arguments.At(2)).Serialize(arguments.At(0)) is { } text ? new JsString(text) : JsValue.Undefined);
    }

    private static ObjectInstance Prototype(Engine engine, string constructor) => (ObjectInstance)((ObjectInstance)engine.GetValue(constructor)).Get("prototype");

    private static int Length(JsValue value) => TypeConverter.ToString(value).Length;

    private static void Guard(ObjectInstance owner, string name, Action<JsValue, JsValue[]> check)
    {
        JsValue original = owner.Get(name);
        ScriptEnvironment.Replace(owner, name, (self, arguments) =>
        {
            check(self, arguments);
            return original.Call(self, arguments);
        });
    }

    private static void CheckSplit(ScriptRun run, JsValue self, JsValue separator)
    {
        if (separator.IsRegExp() && separator.AsRegExp().Source.Contains('(', StringComparison.Ordinal) && Length(self) > MaxSplitLength)
        {
            throw new ScriptLimitReached(ScriptTexts.TextTooLong(run.Limits.MaxTextLength));
        }
    }

    private static JsString Join(Engine engine, ScriptRun run, HashSet<ObjectInstance> joining, JsValue self, JsValue separator)
    {
        if (self is not ObjectInstance list)
        {
            throw new JavaScriptException(engine.Intrinsics.TypeError, "Only arrays and objects can be joined.");
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!joining.Add(list))
        {
            // An array that holds itself, as everywhere.
            return JsString.Empty;
        }

        try
        {
            ulong length = TypeConverter.ToLength(list.Get("length"));
            if (length > (ulong)run.Limits.MaxArrayLength)
            {
                throw new ScriptLimitReached(ScriptTexts.TooMuchMemory(run.Limits.MaxMemory));
            }

            string between = separator.IsUndefined() ? "," : TypeConverter.ToString(separator);
            StringBuilder joined = new();
            for (uint i = 0; i < length; i++)
            {
                engine.Constraints.Check();
                JsValue element = list.Get(JsNumber.Create(i));
                string text = element.IsUndefined() || element.IsNull() ? "" : TypeConverter.ToString(element);
                run.Make(text.Length + (i == 0 ? 0 : between.Length));
                joined.Append(i == 0 ? "" : between).Append(text);
            }

            return new JsString(joined.ToString());
        }
        finally
        {
            joining.Remove(list);
        }
    }
}
