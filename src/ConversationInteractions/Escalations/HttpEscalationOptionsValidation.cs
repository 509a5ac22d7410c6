using Microsoft.Extensions.Options;

namespace ConversationInteractions.Escalations;

/// <summary>Refuses unusable options when the host starts, with everything that is wrong.</summary>
internal sealed class HttpEscalationOptionsValidation : IValidateOptions<HttpEscalationOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, HttpEscalationOptions options) =>
        options.FindProblems() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
