using System.Reflection;
using System.Runtime.CompilerServices;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Language;
using ConversationInteractions.Model;

namespace ConversationInteractions.Core.Tests.Interpretation;

/// <summary>Whoever gives a state a new property has to store it: each property of a state and of all that is in it, whichever there are, is written and read.</summary>
public sealed class StatePropertyTests
{
    /// <summary>The trace belongs to the outbox, from which a transfer is asked for; not to what is kept of it.</summary>
    private static readonly string[] NotStored = ["state.Transfer.Request.Trace"];

    [Test]
    public void Every_property_of_a_state_and_of_its_parts_is_stored()
    {
        ConversationState state = (ConversationState)Filled(typeof(ConversationState), "state");
        ConversationState read = ConversationStateJson.Read(state.ConversationId, ConversationStateJson.Write(state));
        Assert.That(Differences(state, read, "state"), Is.EquivalentTo(NotStored));
    }

    /// <summary>An object whose properties all hold something that they do not hold by default.</summary>
    private static object Filled(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (Simple(type, name) is { } simple)
        {
            return simple;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
        {
            return Made(type, ArrayOf(type.GenericTypeArguments[0], Filled(type.GenericTypeArguments[0], name)));
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueMap<>))
        {
            Type pair = typeof(KeyValuePair<,>).MakeGenericType(typeof(string), type.GenericTypeArguments[0]);
            return Made(type, ArrayOf(pair, Activator.CreateInstance(pair, name, Filled(type.GenericTypeArguments[0], name))!));
        }

        object filled = RuntimeHelpers.GetUninitializedObject(type);
        foreach (PropertyInfo property in Settable(type))
        {
            property.SetValue(filled, Filled(property.PropertyType, property.Name));
        }

        return filled;
    }

    private static object? Simple(Type type, string name) =>
        type == typeof(string) ? name
        : type == typeof(bool) ? true
        : type == typeof(int) ? 7
        : type == typeof(long) ? 7L
        : type == typeof(double) ? 0.5
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)
        : type == typeof(TimeSpan) ? TimeSpan.FromSeconds(7)
        : type == typeof(JsonText) ? JsonText.Parse("[1]")
        : type == typeof(Value) ? Value.FromText(name)
        : type.IsEnum ? Enum.GetValues(type).GetValue(1)
        : null;

    private static Array ArrayOf(Type element, object item)
    {
        Array array = Array.CreateInstance(element, 1);
        array.SetValue(item, 0);
        return array;
    }

    private static object Made(Type type, object items) => Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.NonPublic, null, [items], null)!;

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(p => p.SetMethod is not null);

    private static IEnumerable<string> Differences(object? expected, object? actual, string path)
    {
        if (Equals(expected, actual))
        {
            yield break;
        }

        if (expected is null || actual is null || expected.GetType().Namespace != typeof(ConversationState).Namespace)
        {
            yield return path;
            yield break;
        }

        foreach (PropertyInfo property in Settable(expected.GetType()))
        {
            foreach (string difference in Differences(property.GetValue(expected), property.GetValue(actual), $"{path}.{property.Name}"))
            {
                yield return difference;
            }
        }
    }
}
