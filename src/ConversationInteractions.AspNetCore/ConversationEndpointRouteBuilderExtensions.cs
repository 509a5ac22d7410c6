using System.Diagnostics.CodeAnalysis;
using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Endpoints;
using ConversationInteractions.AspNetCore.Streams;
using ConversationInteractions.Escalations;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.AspNetCore;

/// <summary>Maps the endpoints of conversations.</summary>
public static class ConversationEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps everything that consumers, systems and agents need for the conversations of this host. What the host has not set up is not mapped: files without an upload staging,
    /// system events without a system key, signed reports without <see cref="EscalationReports"/>, agents' reports without an access policy.
    /// </summary>
    /// <param name="endpoints">The host's endpoints.</param>
    /// <param name="prefix">The path before all of them, such as <c>/conversations</c>.</param>
    /// <returns>The endpoints, to put policies on.</returns>
    /// <exception cref="InvalidOperationException">The web channel is not registered, or a policy is named where the host has no authorization.</exception>
    public static ConversationEndpoints MapConversations(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        IServiceProviderIsService services = endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsService>();
        if (!services.IsService(typeof(WebChannel)))
        {
            throw new InvalidOperationException("The web channel is not registered. Add it: services.AddConversationInteractions().UseWebChannel().");
        }

        WebChannelOptions options = endpoints.ServiceProvider.GetRequiredService<IOptions<WebChannelOptions>>().Value;
        ConversationEndpoints mapped = new(endpoints.MapGroup(prefix).WithTags("Conversations"));
        MapConsumer(mapped, services.IsService(typeof(IUploadStaging)));
        if (options.SystemKeys.Count > 0)
        {
            MapSystem(mapped.SystemEvents);
        }

        if (services.IsService(typeof(EscalationReports)))
        {
            mapped.Reports.MapPost("/reports", ReportEndpoint.ReadSignedAsync)
                .WithSummary("Reports what became of a transfer: the agents' system, signed.")
                .WithDescription("The headers Conversation-Timestamp, Conversation-Key-Id and Conversation-Signature sign the body.")
                .Takes<SignedReport>()
                .Refuses(400, 401, 408, 409, 413, 415, 429, 503);
        }

        if (options.AccessPolicy is { } policy)
        {
            if (!services.IsService(typeof(IAuthorizationService)))
            {
                throw new InvalidOperationException($"{nameof(WebChannelOptions)}.{nameof(WebChannelOptions.AccessPolicy)} names '{policy}', but the host has no authorization. Add it: services.AddAuthorization(…).");
            }

            mapped.AgentReports.MapPost("/{conversationId}/agent-reports", ReportEndpoint.PostAsync)
                .AddEndpointFilter(new AccessFilter(ConversationOperation.Report))
                .WithSummary("Reports what an agent who is signed in does in a transfer.")
                .WithDescription("Let in by the host's policy, with the header Conversation-Request.")
                .Takes<PostAgentReport>()
                .Refuses(400, 401, 403, 404, 408, 409, 413, 415, 429, 503);
        }

        return mapped;
    }

    private static void MapConsumer(ConversationEndpoints mapped, bool takesFiles)
    {
        mapped.Creation.MapPost("", ConversationEndpoint.CreateAsync)
            .WithSummary("Creates a conversation, and gives the token that opens it.")
            .WithDescription("Without a body, the header Conversation-Request shows that no form of a foreign page sent it.")
            .Takes<CreateConversation>(isOptional: true)
            .Refuses(400, 403, 408, 413, 415, 429);
        mapped.Speaking.MapPost("/{conversationId}/token", ConversationEndpoint.RenewToken)
            .AddEndpointFilter(new AccessFilter(ConversationOperation.Speak))
            .WithSummary("Gives a fresh token for the conversation.")
            .WithDescription("The header Conversation-Token holds the one that is still good.")
            .Refuses(401, 403, 404, 429);
        mapped.Speaking.MapPost("/{conversationId}/messages", MessageEndpoint.PostAsync)
            .AddEndpointFilter(new AccessFilter(ConversationOperation.Speak))
            .WithSummary("Says something as the consumer, or taps a choice.")
            .WithDescription("The header Conversation-Token opens the conversation. Answers when the commit stands; what the bot says comes by the event stream. Send it again with the same id where no answer came.")
            .Takes<PostMessage>()
            .Refuses(400, 401, 403, 404, 408, 409, 413, 415, 429, 503);
        mapped.Events.MapGet("/{conversationId}/events", EventsEndpoint.Read)
            .AddEndpointFilter(new AccessFilter(ConversationOperation.Read))
            .WithSummary("Streams what is said in the conversation, as server-sent events.")
            .WithDescription("Event `message` has the number as its id; send the last one as Last-Event-ID to go on without loss or repetition. `owner` tells who answers, `gap` what is not kept any more, `alive` nothing, `replaced` that a newer stream has the place of this one, which ends.")
            .Refuses(400, 401, 403, 404, 429, 503);
        if (takesFiles)
        {
            mapped.Files.MapPost("/{conversationId}/files", FileEndpoint.PostAsync)
                .AddEndpointFilter(new AccessFilter(ConversationOperation.Speak))
                .WithSummary("Hands in a file as the consumer: the first part of multipart/form-data.")
                .WithDescription("Answers when the file is on the disk and the commit stands; its outcome comes by the event stream. The query parameter `id` recognises a repeat.")
                .WithMetadata(new AcceptsMetadata(["multipart/form-data"], typeof(IFormFile)))
                .Refuses(400, 401, 403, 404, 408, 409, 413, 415, 429, 503);
        }
    }

    private static void MapSystem(RouteGroupBuilder group)
    {
        group.MapPost("/{conversationId}/system-events", SystemEndpoint.RaiseAsync)
            .AddEndpointFilter(new SystemKeyFilter())
            .WithSummary("Tells the bot something that is not the consumer's.")
            .WithDescription("The header Conversation-System-Key holds a key of the host.")
            .Takes<PostSystemEvent>()
            .Refuses(400, 401, 404, 408, 409, 413, 415, 429, 503);
        group.MapPost("/{conversationId}/close", SystemEndpoint.CloseAsync)
            .AddEndpointFilter(new SystemKeyFilter())
            .WithSummary("Closes the conversation, without survey.")
            .WithDescription("The header Conversation-System-Key holds a key of the host.")
            .Takes<PostClose>(isOptional: true)
            .Refuses(400, 401, 404, 408, 409, 413, 415, 429, 503);
    }

    private static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder builder, bool isOptional = false)
        where T : notnull => builder.WithMetadata(new AcceptsMetadata(["application/json"], typeof(T), isOptional));

    private static RouteHandlerBuilder Refuses(this RouteHandlerBuilder builder, params ReadOnlySpan<int> statuses)
    {
        foreach (int status in statuses)
        {
            builder.ProducesProblem(status);
        }

        return builder;
    }
}
