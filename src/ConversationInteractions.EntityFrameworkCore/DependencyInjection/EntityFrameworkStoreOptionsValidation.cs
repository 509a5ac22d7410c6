using ConversationInteractions.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class EntityFrameworkStoreOptionsValidation : IValidateOptions<EntityFrameworkStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, EntityFrameworkStoreOptions options)
    {
        List<string> problems = [];
        if (options.LogEntries < 0)
        {
            problems.Add($"{nameof(options.LogEntries)} is {options.LogEntries}; it must not be negative.");
        }

        if (options.LogAge < TimeSpan.Zero)
        {
            problems.Add($"{nameof(options.LogAge)} is {options.LogAge}; it must not be negative.");
        }

        if (options.MaxIdleConnections < 1)
        {
            problems.Add($"{nameof(options.MaxIdleConnections)} is {options.MaxIdleConnections}; at least one is needed.");
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
