using System.Security.Cryptography;
using System.Text;
using ConversationInteractions.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace ConversationInteractions.Preview;

/// <summary>Serves the page and what belongs to it from the assembly.</summary>
internal static class PreviewPage
{
    private const string Document = "preview.html";

    /// <summary>Nothing but what this page brings: no inline script or style, no other origin but for pictures that bots show, no frame around it, no texts made into markup.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    public static void Map(RouteGroupBuilder group, RequestGuard guard)
    {
        Dictionary<string, byte[]> files = Read();
        group.MapGet("/", context =>
        {
            if (guard.RefuseHost(context.Request) is { } reason)
            {
                return RefuseAsync(context, reason);
            }

            PathString path = context.Request.PathBase.Add(context.Request.Path);
            if (!path.Value!.EndsWith('/'))
            {
                // The page's own addresses are relative to its folder.
                context.Response.Redirect($"{path.ToUriComponent()}/");
                return Task.CompletedTask;
            }

            return SendAsync(context, Document, files[Document]);
        });
        foreach ((string name, byte[] content) in files.Where(file => file.Key != Document))
        {
            group.MapGet($"/{name}", context => SendAsync(context, name, content));
        }
    }

    /// <summary>The headers that every answer of the page has.</summary>
    public static void Protect(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
        response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";
    }

    private static Task RefuseAsync(HttpContext context, string reason)
    {
        Protect(context.Response);
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason, context.RequestAborted);
    }

    private static Task SendAsync(HttpContext context, string name, byte[] content)
    {
        Protect(context.Response);
        EntityTagHeaderValue tag = new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"");
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.GetTypedHeaders().ETag = tag;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = Types[Path.GetExtension(name)];
        context.Response.ContentLength = content.Length;
        return context.Response.Body.WriteAsync(content, context.RequestAborted).AsTask();
    }

    private static Dictionary<string, byte[]> Read()
    {
        const string folder = "Page/";
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal) { ["graph.css"] = Encoding.UTF8.GetBytes(GraphStyle.Css) };
        foreach (string resource in typeof(PreviewPage).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            using Stream stream = typeof(PreviewPage).Assembly.GetManifestResourceStream(resource)!;
            using MemoryStream content = new();
            stream.CopyTo(content);
            files.Add(resource[folder.Length..], content.ToArray());
        }

        return files;
    }
}
