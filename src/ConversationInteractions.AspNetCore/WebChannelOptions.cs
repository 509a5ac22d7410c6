using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Http;

namespace ConversationInteractions.AspNetCore;

/// <summary>Who may reach conversations over the web, and the limits of every request.</summary>
/// <remarks>Set it once, at the start; options that cannot be used stop the host. Not thread-safe.</remarks>
public sealed class WebChannelOptions
{
    /// <summary>How long a token opens its conversation, and how long an event stream may stay open at most.</summary>
    /// <value>24 hours by default; one minute to 365 days.</value>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// Whether event streams also take the token from the query string (<c>?token=</c>), as the browser's <c>EventSource</c> needs it, which cannot send headers.
    /// Addresses stand in the logs of servers and proxies; a client that streams by <c>fetch</c> does without.
    /// </summary>
    /// <value>Off by default.</value>
    public bool TokenInQuery { get; set; }

    /// <summary>
    /// The authorization policy that decides about requests without a token, asked with a <see cref="Access.ConversationResource"/>. It also opens the endpoint for
    /// the reports of agents who are signed in.
    /// </summary>
    /// <value><see langword="null"/> by default: nobody gets in without a token.</value>
    public string? AccessPolicy { get; set; }

    /// <summary>The secrets of those who may raise system events and close conversations; without one those endpoints do not exist. To change a key, add the new one, move the callers, remove the old one.</summary>
    /// <value>Empty by default; each has 32 characters or more.</value>
    public IList<string> SystemKeys { get; } = [];

    /// <summary>What a conversation is told when it begins: bot, channel, consumer, attributes. The request is the consumer's: take nothing else from it than what a consumer may choose.</summary>
    /// <value>By default the bot that the request names (the first hosted one if it names none) and the channel <c>web</c>.</value>
    public Func<HttpContext, CreateConversation, ConversationStart> Start { get; set; } = static (_, request) => new ConversationStart { Bot = request.Bot, Channel = "web" };

    /// <summary>A text for which the bot has a starter and which is raised as a system event when a conversation is created, so that the bot speaks first.</summary>
    /// <value><see langword="null"/> by default: the conversation begins with the first message.</value>
    public string? OpeningText { get; set; }

    /// <summary>The largest body of a request that is not a file, in bytes.</summary>
    /// <value>32,768 by default; 256 to 16,777,216.</value>
    public int MaxMessageBytes { get; set; } = 32_768;

    /// <summary>The largest request that hands in a file, in bytes. A file over the bot's own limit and below this one is the bot's to refuse, in its author's words.</summary>
    /// <value><see langword="null"/> by default: the largest upload of all hosted bots and 1,048,576 more. At least 1,024.</value>
    public long? MaxUploadRequestBytes { get; set; }

    /// <summary>How long the body of a request that is not a file may take to arrive.</summary>
    /// <value>30 seconds by default; more than zero, at most an hour.</value>
    public TimeSpan MessageTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a file may take to arrive.</summary>
    /// <value>5 minutes by default; more than zero, at most a day.</value>
    public TimeSpan UploadTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many event streams of one conversation a process keeps open at once. One more ends the oldest, which is told so by the event <c>replaced</c>.</summary>
    /// <value>8 by default; at least 1.</value>
    public int MaxStreamsPerConversation { get; set; } = 8;

    /// <summary>How many event streams a process keeps open at once. One more takes the place of another one of its conversation, or is refused where there is none.</summary>
    /// <value>10,000 by default; at least 1.</value>
    public int MaxStreams { get; set; } = 10_000;

    /// <summary>
    /// How often an open stream looks whether another process has said something. What this process says is there at once. <see cref="Timeout.InfiniteTimeSpan"/> where there is only one process.
    /// </summary>
    /// <value>One second by default; at least 50 milliseconds, at most an hour.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a stream may be silent before it says that it is alive, so that proxies keep it and dead ones are found.</summary>
    /// <value>15 seconds by default; at least one second, at most an hour.</value>
    public TimeSpan KeepAliveInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Hears that a conversation was closed, and whether a survey should follow (A18). Heard again after a crash; an exception lets it be tried again.</summary>
    /// <value><see langword="null"/> by default.</value>
    public Func<string, bool, CancellationToken, ValueTask>? Closed { get; set; }
}
