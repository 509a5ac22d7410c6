using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;

namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary><c>JSON.stringify</c> with a look at the limits at every step: an object may hold another one many times over.</summary>
internal sealed class ScriptJson
{
    private const int MaxDepth = 60;
    private readonly Engine _engine;
    private readonly ScriptRun _run;
    private readonly JsValue? _replacer;
    private readonly HashSet<string>? _allowed;
    private readonly string _gap;
    private readonly StringBuilder _text = new();
    private readonly List<ObjectInstance> _open = [];

    public ScriptJson(Engine engine, ScriptRun run, JsValue? replacer = null, JsValue? space = null)
    {
        _engine = engine;
        _run = run;
        _replacer = replacer?.IsCallable() == true ? replacer : null;
        _allowed = replacer?.IsArray() == true ? [.. replacer.AsArray().Select(Unboxed).Where(k => k.IsString() || k.IsNumber()).Select(k => TypeConverter.ToString(k))] : null;
        space = space is null ? null : Unboxed(space);
        _gap = space is null ? ""
            : space.IsNumber() ? new string(' ', (int)Math.Clamp(TypeConverter.ToIntegerOrInfinity(space), 0, 10))
            : space.IsString() ? Shortened(space.AsString()) : "";
    }

    /// <summary>The JSON of a value; <see langword="null"/> for what has none, such as a function.</summary>
    public string? Serialize(JsValue value)
    {
        JsObject holder = new(_engine);
        holder.FastSetDataProperty("", value);
        return TryWrite(holder, "", value) ? _text.ToString() : null;
    }

    /// <summary>What <c>new String(…)</c> and its like hold.</summary>
    private static JsValue Unboxed(JsValue value) => value is ObjectInstance and IJsPrimitive { Type: Types.String or Types.Number or Types.Boolean } boxed ? boxed.PrimitiveValue : value;

    private static string Shortened(string gap) => gap.Length > 10 ? gap[..10] : gap;

    private bool TryWrite(ObjectInstance holder, string key, JsValue value)
    {
        _engine.Constraints.Check();
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value is ObjectInstance convertible && convertible.Get("toJSON") is var convert && convert.IsCallable())
        {
            value = convert.Call(value, new JsString(key));
        }

        if (_replacer is not null)
        {
            value = _replacer.Call(holder, [new JsString(key), value]);
        }

        value = Unboxed(value);
        if (value.IsNull())
        {
            Append("null");
        }
        else if (value.IsBoolean())
        {
            Append(value.AsBoolean() ? "true" : "false");
        }
        else if (value.IsNumber())
        {
            Append(double.IsFinite(value.AsNumber()) ? TypeConverter.ToString(value) : "null");
        }
        else if (value.IsString())
        {
            Quote(value.AsString());
        }
        else if (value is ObjectInstance composed && !value.IsCallable())
        {
            Compose(composed);
        }
        else
        {
            return false;
        }

        return true;
    }

    private void Compose(ObjectInstance composed)
    {
        if (_open.Contains(composed))
        {
            throw new JavaScriptException(_engine.Intrinsics.TypeError, "Converting circular structure to JSON");
        }

        if (_open.Count == MaxDepth)
        {
            throw new ScriptLimitReached(ScriptTexts.TooDeepValue());
        }

        _open.Add(composed);
        if (composed.IsArray())
        {
            List(composed);
        }
        else
        {
            Members(composed);
        }

        _open.RemoveAt(_open.Count - 1);
    }

    private void List(ObjectInstance list)
    {
        ulong length = TypeConverter.ToLength(list.Get("length"));
        Append("[");
        for (uint i = 0; i < length; i++)
        {
            Separate(i == 0);
            JsNumber index = JsNumber.Create(i);
            if (!TryWrite(list, i.ToString(CultureInfo.InvariantCulture), list.Get(index)))
            {
                Append("null");
            }
        }

        Close(length == 0, "]");
    }

    private void Members(ObjectInstance composed)
    {
        Append("{");
        bool isEmpty = true;
        foreach (JsValue name in composed.GetOwnPropertyKeys(Types.String))
        {
            PropertyDescriptor member = composed.GetOwnProperty(name);
            string key = TypeConverter.ToString(name);
            if (!member.Enumerable || _allowed?.Contains(key) == false)
            {
                continue;
            }

            // Whether a member has JSON is known only afterwards; what was written before it is taken back.
            int before = _text.Length;
            Separate(isEmpty);
            Quote(key);
            Append(_gap.Length == 0 ? ":" : ": ");
            if (TryWrite(composed, key, composed.Get(name)))
            {
                isEmpty = false;
            }
            else
            {
                _text.Length = before;
            }
        }

        Close(isEmpty, "}");
    }

    private void Separate(bool isFirst)
    {
        Append(isFirst ? "" : ",");
        Indent();
    }

    private void Close(bool isEmpty, string end)
    {
        if (!isEmpty && _gap.Length > 0)
        {
            Append("\n");
            for (int i = 1; i < _open.Count; i++)
            {
                Append(_gap);
            }
        }

        Append(end);
    }

    private void Indent()
    {
        if (_gap.Length > 0)
        {
            Append("\n");
            foreach (ObjectInstance _ in _open)
            {
                Append(_gap);
            }
        }
    }

    private void Quote(string text)
    {
        _run.Make(text.Length + 2);
        _text.Append('"');
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            string? escaped = c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when c < ' ' || (char.IsSurrogate(c) && !isPair) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => null,
            };
            if (escaped is null)
            {
                _text.Append(c);
            }
            else
            {
                _run.Make(escaped.Length - 1);
                _text.Append(escaped);
            }

            if (isPair)
            {
                _text.Append(text[++i]);
            }
        }

        _text.Append('"');
    }

    private void Append(string text)
    {
        _run.Make(text.Length);
        _text.Append(text);
    }
}
