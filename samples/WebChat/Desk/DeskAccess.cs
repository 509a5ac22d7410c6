using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using ConversationInteractions.AspNetCore.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace WebChat.Desk;

/// <summary>Who is an agent: whoever has the key. A real desk has accounts; what follows from being signed in is the same.</summary>
internal static class DeskAccess
{
    public const string Policy = "agents";
    public const string SignIns = "desk-sign-ins";
    private const string DefaultKey = "let me help";

    public static void AddDeskAccess(this IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            o.Cookie.Name = "desk";
            o.Cookie.HttpOnly = true;
            o.Cookie.SameSite = SameSiteMode.Strict;

            // Scripts ask here, not people: there is no page to go to.
            o.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
            o.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        });

        // Agents read conversations and report; they never speak as the consumer.
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.RequireAuthenticatedUser().RequireAssertion(
            context => context.Resource is not ConversationResource { Operation: ConversationOperation.Speak }));
    }

    public static void LimitSignIns(RateLimiterOptions options) => options.AddPolicy(SignIns, http => RateLimitPartition.GetFixedWindowLimiter(
        http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(1) }));

    public static string KeyOf(IConfiguration configuration) => configuration["desk-key"] ?? DefaultKey;

    public static bool IsKey(IConfiguration configuration, string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(KeyOf(configuration))));

    public static ClaimsPrincipal Agent { get; } = new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "Agent")], CookieAuthenticationDefaults.AuthenticationScheme));

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
