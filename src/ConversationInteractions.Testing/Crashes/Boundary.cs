using System.Globalization;

namespace ConversationInteractions.Testing;

/// <summary>A moment in which a process may die: before or after one thing that it does outside itself. Known by what is done and how often that was done before, so it is found again in another run.</summary>
internal sealed record Boundary(string Operation, int Occurrence, BoundarySide Side)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{(Side is BoundarySide.Before ? "before" : "after")} '{Operation}'{(Occurrence > 1 ? $" (for the {Occurrence}. time)" : "")}");
}

/// <summary>Whether the thing has been done.</summary>
internal enum BoundarySide
{
    /// <summary>Not yet.</summary>
    Before,

    /// <summary>It has, but the process has not heard of it.</summary>
    After,
}
