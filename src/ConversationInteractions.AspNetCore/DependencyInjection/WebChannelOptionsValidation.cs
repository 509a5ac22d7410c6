using ConversationInteractions.AspNetCore;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Refuses options that cannot work, when the host starts.</summary>
internal sealed class WebChannelOptionsValidation : IValidateOptions<WebChannelOptions>
{
    private const int LeastKeyLength = 32;

    public ValidateOptionsResult Validate(string? name, WebChannelOptions options)
    {
        List<string> problems = [];
        Check(nameof(options.TokenLifetime), "one minute to 365 days", options.TokenLifetime >= TimeSpan.FromMinutes(1) && options.TokenLifetime <= TimeSpan.FromDays(365));
        Check(nameof(options.SystemKeys), $"keys of {LeastKeyLength} characters or more", options.SystemKeys.All(k => k is { Length: >= LeastKeyLength }));
        Check(nameof(options.AccessPolicy), "the name of a policy, or null", options.AccessPolicy is not { Length: 0 });
        Check(nameof(options.OpeningText), "a text, or null", options.OpeningText is not { Length: 0 });
        Check(nameof(options.MaxMessageBytes), "256 to 16,777,216", options.MaxMessageBytes is >= 256 and <= 1 << 24);
        Check(nameof(options.MaxUploadRequestBytes), "1,024 or more, or null", options.MaxUploadRequestBytes is null or >= 1_024);
        Check(nameof(options.MessageTimeout), "more than zero and at most an hour", options.MessageTimeout > TimeSpan.Zero && options.MessageTimeout <= TimeSpan.FromHours(1));
        Check(nameof(options.UploadTimeout), "more than zero and at most a day", options.UploadTimeout > TimeSpan.Zero && options.UploadTimeout <= TimeSpan.FromDays(1));
        Check(nameof(options.MaxStreamsPerConversation), "1 or more", options.MaxStreamsPerConversation >= 1);
        Check(nameof(options.MaxStreams), "1 or more", options.MaxStreams >= 1);
        Check(
            nameof(options.PollInterval),
            "50 milliseconds to an hour, or Timeout.InfiniteTimeSpan",
            options.PollInterval == Timeout.InfiniteTimeSpan || (options.PollInterval >= TimeSpan.FromMilliseconds(50) && options.PollInterval <= TimeSpan.FromHours(1)));
        Check(nameof(options.KeepAliveInterval), "one second to an hour", options.KeepAliveInterval >= TimeSpan.FromSeconds(1) && options.KeepAliveInterval <= TimeSpan.FromHours(1));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Check(string option, string range, bool holds)
        {
            if (!holds)
            {
                problems.Add($"{nameof(WebChannelOptions)}.{option} must be {range}.");
            }
        }
    }
}
