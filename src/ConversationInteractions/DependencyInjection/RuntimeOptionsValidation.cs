using ConversationInteractions.Runtime;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Checks the limits and intervals of a runtime when the host starts.</summary>
internal sealed class RuntimeOptionsValidation : IValidateOptions<RuntimeOptions>
{
    public ValidateOptionsResult Validate(string? name, RuntimeOptions options)
    {
        List<string> problems = [];
        Positive(problems, nameof(RuntimeOptions.QueuedEvents), options.QueuedEvents > 0);
        Positive(problems, nameof(RuntimeOptions.DeliveryAttempts), options.DeliveryAttempts > 0);
        Positive(problems, nameof(RuntimeOptions.SweepInterval), options.SweepInterval > TimeSpan.Zero);
        Positive(problems, nameof(RuntimeOptions.LeaseDuration), options.LeaseDuration > TimeSpan.Zero);
        Positive(problems, nameof(RuntimeOptions.DeliveryBackoff), options.DeliveryBackoff >= TimeSpan.Zero);
        Positive(problems, nameof(RuntimeOptions.RedeliveryBackoff), options.RedeliveryBackoff > TimeSpan.Zero);
        Positive(problems, nameof(RuntimeOptions.LongestRedeliveryBackoff), options.LongestRedeliveryBackoff > TimeSpan.Zero);
        Positive(problems, nameof(RuntimeOptions.DeleteIdleAfter), options.DeleteIdleAfter is not { } period || period > TimeSpan.Zero);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static void Positive(List<string> problems, string option, bool holds)
    {
        if (!holds)
        {
            problems.Add($"{nameof(RuntimeOptions)}.{option} must be greater than zero.");
        }
    }
}
