using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ConversationInteractions.Preview;

/// <summary>Maps the preview page.</summary>
public static class ConversationPreviewEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the page on which an author tries bots: on virtual time, with the outside world stubbed. Nothing that happens on it reaches a real service, and no real conversation is touched.
    /// </summary>
    /// <remarks>Maps nothing outside the development environment, unless <see cref="PreviewOptions.AllowOutsideDevelopment"/> is set.</remarks>
    /// <param name="endpoints">The endpoints of the host.</param>
    /// <param name="prefix">Where the page is, such as <c>/preview</c>.</param>
    /// <param name="configure">Says which bots the page offers and how much of everything; without bots it offers those that the host runs.</param>
    /// <returns>All endpoints of the page, for instance to require authorization for them.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A limit of the options is not positive.</exception>
    public static IEndpointConventionBuilder MapConversationPreview(this IEndpointRouteBuilder endpoints, string prefix = "/preview", Action<PreviewOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        PreviewOptions options = new();
        configure?.Invoke(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxSessions, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxActs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.IdleTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.ActTimeout, TimeSpan.Zero);
        RouteGroupBuilder group = endpoints.MapGroup(prefix.TrimEnd('/'));
        IServiceProvider services = endpoints.ServiceProvider;
        if (services.GetRequiredService<IHostEnvironment>().IsDevelopment() || options.AllowOutsideDevelopment)
        {
            PreviewSessions sessions = new(options, services.GetService<TimeProvider>() ?? TimeProvider.System);
            PreviewBots bots = new(options, options.Sources.Count == 0 ? services.GetService<ProgramCatalog>() : null);
            RequestGuard guard = new(options.PageHosts);
            new PreviewApi(bots, sessions, options, guard, options.ScriptEngine ?? services.GetService<IScriptEngine>()).Map(group);
            PreviewPage.Map(group, guard);
        }

        return group;
    }
}
