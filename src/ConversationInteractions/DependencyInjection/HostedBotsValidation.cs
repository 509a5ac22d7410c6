using ConversationInteractions.Interpretation;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Reads the bots when the host starts, so that a definition that cannot run stops it then, with all its problems at once (B11).</summary>
internal sealed class HostedBotsValidation : IValidateOptions<HostedBots>
{
    public ValidateOptionsResult Validate(string? name, HostedBots options)
    {
        LoadedBots loaded = options.Load();
        if (loaded.Problems.Count > 0)
        {
            return ValidateOptionsResult.Fail(loaded.Problems);
        }

        try
        {
            ProgramCatalog.Create(loaded.Programs, loaded.Skills);
            return ValidateOptionsResult.Success;
        }
        catch (ArgumentException problem)
        {
            return ValidateOptionsResult.Fail(problem.Message);
        }
    }
}
