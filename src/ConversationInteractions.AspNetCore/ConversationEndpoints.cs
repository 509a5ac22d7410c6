using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace ConversationInteractions.AspNetCore;

/// <summary>What <c>MapConversations</c> has mapped: all endpoints together (itself), and each kind, so that a host can put policies of its own on them.</summary>
public sealed class ConversationEndpoints : IEndpointConventionBuilder
{
    private readonly RouteGroupBuilder _all;

    internal ConversationEndpoints(RouteGroupBuilder all)
    {
        _all = all;
        Creation = all.MapGroup("");
        Speaking = all.MapGroup("");
        Files = all.MapGroup("");
        Events = all.MapGroup("");
        SystemEvents = all.MapGroup("");
        Reports = all.MapGroup("");
        AgentReports = all.MapGroup("");
    }

    /// <summary>The creation of conversations: the one endpoint that is open to everybody. Put a rate limit on it, or an authorization policy.</summary>
    public RouteGroupBuilder Creation { get; }

    /// <summary>What consumers say, and new tokens.</summary>
    public RouteGroupBuilder Speaking { get; }

    /// <summary>The files of consumers. Without endpoints where the host has no upload staging.</summary>
    public RouteGroupBuilder Files { get; }

    /// <summary>The event streams.</summary>
    public RouteGroupBuilder Events { get; }

    /// <summary>System events and closing. Without endpoints where the host has no system key.</summary>
    public RouteGroupBuilder SystemEvents { get; }

    /// <summary>The signed reports of the agents' system. Without endpoints where the host has no <see cref="Escalations.EscalationReports"/>.</summary>
    public RouteGroupBuilder Reports { get; }

    /// <summary>The reports of agents who are signed in. Without endpoints where the host has no <see cref="WebChannelOptions.AccessPolicy"/>.</summary>
    public RouteGroupBuilder AgentReports { get; }

    /// <inheritdoc/>
    public void Add(Action<EndpointBuilder> convention) => ((IEndpointConventionBuilder)_all).Add(convention);

    /// <inheritdoc/>
    public void Finally(Action<EndpointBuilder> finallyConvention) => ((IEndpointConventionBuilder)_all).Finally(finallyConvention);

    /// <summary>Puts the policies of <see cref="ConversationRateLimits"/> on creation, speaking, files and event streams. The host registers them and uses the rate limiter.</summary>
    /// <returns>These endpoints.</returns>
    public ConversationEndpoints RequireConversationRateLimits()
    {
        Creation.RequireRateLimiting(ConversationRateLimits.Creation);
        Speaking.RequireRateLimiting(ConversationRateLimits.Speaking);
        Files.RequireRateLimiting(ConversationRateLimits.Files);
        Events.RequireRateLimiting(ConversationRateLimits.Events);
        return this;
    }
}
