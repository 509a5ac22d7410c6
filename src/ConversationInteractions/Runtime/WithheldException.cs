namespace ConversationInteractions.Runtime;

/// <summary>Stands in logs for an exception whose message may hold what nobody else is to read: types and stack traces are kept.</summary>
/// <param name="original">The exception.</param>
/// <param name="why">Why its message is not shown, or what shows it.</param>
/// <remarks>Compiled into each package that logs what ports throw.</remarks>
internal sealed class WithheldException(Exception original, string why)
    : Exception($"{original.GetType()}: (message withheld{why})", original.InnerException is { } inner ? new WithheldException(inner, why) : null)
{
    public override string? StackTrace => original.StackTrace;

    public override string ToString() =>
        $"{Message}{(InnerException is null ? "" : $"{Environment.NewLine} ---> {InnerException}{Environment.NewLine}   --- End of inner exception stack trace ---")}{Environment.NewLine}{StackTrace}";
}
