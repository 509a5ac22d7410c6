using Microsoft.Extensions.Options;

namespace ConversationInteractions.Integrations;

/// <summary>Refuses unusable options when the host starts, with everything that is wrong.</summary>
internal sealed class HttpIntegrationOptionsValidation : IValidateOptions<HttpIntegrationOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, HttpIntegrationOptions options) =>
        options.FindProblems() is { Count: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
}
