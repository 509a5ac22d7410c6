using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ConversationInteractions.Definitions;
using ConversationInteractions.Model;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ConversationInteractions.Preview;

/// <summary>What the page asks its server.</summary>
internal sealed class PreviewApi(PreviewBots bots, PreviewSessions sessions, PreviewOptions options, RequestGuard guard, IScriptEngine? scripts)
{
    private const int LongestJson = 256 * 1024;
    private const string DefaultChannel = "web";

    public void Map(RouteGroupBuilder group)
    {
        Map(group, "GET", "/api/bots", ListAsync);
        Map(group, "POST", "/api/sessions", StartAsync);
        Map(group, "GET", "/api/sessions/{id}", WithSession((context, session) => ShowAsync(context, session, From(context), null)));
        Map(group, "DELETE", "/api/sessions/{id}", WithSession(EndAsync));
        Map(group, "POST", "/api/sessions/{id}/acts", WithSession(ActAsync));
        Map(group, "POST", "/api/sessions/{id}/files", WithSession(SendFileAsync));
        Map(group, "POST", "/api/sessions/{id}/outside", WithSession(ChangeAsync));
        Map(group, "POST", "/api/sessions/{id}/script", WithSession(SaveAsync));
        Map(group, "GET", "/api/sessions/{id}/graph", WithSession(DrawAsync));
        Map(group, "GET", "/api/sessions/{id}/bot", WithSession(DownloadAsync));
    }

    private void Map(RouteGroupBuilder group, string method, string pattern, Func<HttpContext, Task> handle) => group.MapMethods(pattern, [method], context =>
    {
        PreviewPage.Protect(context.Response);
        return guard.Refuse(context.Request) is { } reason ? RefuseAsync(context, StatusCodes.Status403Forbidden, reason) : handle(context);
    });

    private Func<HttpContext, Task> WithSession(Func<HttpContext, PreviewSession, Task> handle) => async context =>
    {
        PreviewSession? session = await sessions.FindAsync(context.Request.RouteValues["id"] as string).ConfigureAwait(false);
        await (session is null
            ? RefuseAsync(context, StatusCodes.Status404NotFound, "This session has ended. Start again.")
            : handle(context, session)).ConfigureAwait(false);
    };

    private async Task ListAsync(HttpContext context)
    {
        PreviewCatalog catalog = await bots.ReadAsync(context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(context, new CatalogView([.. catalog.Bots.Select(each => each.Bot.Name)], catalog.Problems), PreviewJson.Default.CatalogView).ConfigureAwait(false);
    }

    private async Task StartAsync(HttpContext context)
    {
        if (await LimitedBody.ReadAsync(context, PreviewJson.Default.StartRequest, LongestJson).ConfigureAwait(false) is not { } request)
        {
            await RefuseUnreadableAsync(context).ConfigureAwait(false);
            return;
        }

        PreviewCatalog catalog = await bots.ReadAsync(context.RequestAborted).ConfigureAwait(false);
        if (catalog.Problems.Count > 0)
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, string.Join('\n', catalog.Problems)).ConfigureAwait(false);
            return;
        }

        if (!TryReadAttributes(request.Attributes, out JsonText? attributes))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "The facts about the conversation must be a JSON object.").ConfigureAwait(false);
            return;
        }

        PreviewBot first = catalog.Bots.FirstOrDefault(each => each.Bot.Name == request.Bot) ?? catalog.Bots[0];
        PreviewSession session = await sessions.StartAsync(new PreviewSetup
        {
            Bots = [first, .. catalog.Bots.Where(each => each != first)],
            Skills = bots.Skills,
            Channel = string.IsNullOrWhiteSpace(request.Channel) ? DefaultChannel : request.Channel.Trim(),
            Attributes = attributes,
            Options = options,
            Scripts = scripts,
        }).ConfigureAwait(false);
        await ShowAsync(context, session, 0, null).ConfigureAwait(false);
    }

    private async Task EndAsync(HttpContext context, PreviewSession session)
    {
        await sessions.EndAsync(session.Id).ConfigureAwait(false);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static async Task ActAsync(HttpContext context, PreviewSession session)
    {
        if (await LimitedBody.ReadAsync(context, PreviewJson.Default.ActRequest, LongestJson).ConfigureAwait(false) is not { } request)
        {
            await RefuseUnreadableAsync(context).ConfigureAwait(false);
            return;
        }

        (ActingStep? step, string? problem) = PreviewActs.Read(request);
        if (step is null)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, problem!).ConfigureAwait(false);
            return;
        }

        problem = await session.ActAsync(step, context.RequestAborted).ConfigureAwait(false);
        await ShowAsync(context, session, request.From, problem).ConfigureAwait(false);
    }

    /// <summary>A file comes with its beginning only; what follows is made up to its length, so that a large file costs nothing.</summary>
    private static async Task SendFileAsync(HttpContext context, PreviewSession session)
    {
        IQueryCollection query = context.Request.Query;
        if (query["name"].ToString() is not { Length: > 0 and <= 1_000 } name
            || !long.TryParse(query["bytes"], NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) || bytes > DroppedFile.LongestFile)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "A file has a name and a length.").ConfigureAwait(false);
            return;
        }

        if (await LimitedBody.ReadAsync(context, DroppedFile.LongestBeginning).ConfigureAwait(false) is not { } beginning)
        {
            await RefuseUnreadableAsync(context).ConfigureAwait(false);
            return;
        }

        using Stream content = DroppedFile.Open(beginning, bytes);
        UserFile file = new(content, name) { MediaType = query["type"].ToString() is { Length: > 0 } type ? type : null, Length = bytes };
        string? problem = await session.SendFileAsync(file, bytes, context.RequestAborted).ConfigureAwait(false);
        await ShowAsync(context, session, From(context), problem).ConfigureAwait(false);
    }

    private static async Task ChangeAsync(HttpContext context, PreviewSession session)
    {
        if (await LimitedBody.ReadAsync(context, PreviewJson.Default.OutsideRequest, LongestJson).ConfigureAwait(false) is not { } request)
        {
            await RefuseUnreadableAsync(context).ConfigureAwait(false);
            return;
        }

        await ShowAsync(context, session, request.From, session.Change(request)).ConfigureAwait(false);
    }

    private async Task SaveAsync(HttpContext context, PreviewSession session)
    {
        if (await LimitedBody.ReadAsync(context, PreviewJson.Default.SaveRequest, LongestJson).ConfigureAwait(false) is not { } request)
        {
            await RefuseUnreadableAsync(context).ConfigureAwait(false);
            return;
        }

        string description = string.IsNullOrWhiteSpace(request.Description) ? $"A conversation with {session.Bots[0].Bot.Name}" : request.Description.Trim();
        PreviewScript script = await session.SaveAsync(description, context.RequestAborted).ConfigureAwait(false);
        string? path = null;
        List<string> remarks = [.. script.Remarks];
        if (options.ScriptFolder is { } folder)
        {
            try
            {
                path = await script.WriteAsync(folder, context.RequestAborted).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                remarks.Add($"The script cannot be written to its folder, so your browser downloads it: {exception.Message}");
            }
        }

        SavedView saved = new() { File = path is null ? script.FileName() : Path.GetFileName(path), Text = script.Text, Path = path, Passed = script.Passed, Remarks = remarks };
        await WriteAsync(context, saved, PreviewJson.Default.SavedView).ConfigureAwait(false);
    }

    private static Task DrawAsync(HttpContext context, PreviewSession session)
    {
        if (session.Draw(context.Request.Query["bot"].ToString()) is not { } picture)
        {
            return RefuseAsync(context, StatusCodes.Status404NotFound, "No bot of this session is called so.");
        }

        context.Response.ContentType = "image/svg+xml; charset=utf-8";
        return context.Response.WriteAsync(picture, context.RequestAborted);
    }

    /// <summary>The definition of a bot, to stand beside a script that names it.</summary>
    private static Task DownloadAsync(HttpContext context, PreviewSession session)
    {
        if (session.Bots.FirstOrDefault(each => each.Bot.Name == context.Request.Query["bot"].ToString()) is not { } found)
        {
            return RefuseAsync(context, StatusCodes.Status404NotFound, "No bot of this session is called so.");
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{PreviewBots.FileName(found.Bot.Name)}\"";
        return context.Response.WriteAsync(BotWriter.Write(found.Bot), context.RequestAborted);
    }

    private static async Task ShowAsync(HttpContext context, PreviewSession session, int from, string? problem)
    {
        SessionView view = await session.ViewAsync(from, problem, context.RequestAborted).ConfigureAwait(false);
        await WriteAsync(context, view, PreviewJson.Default.SessionView).ConfigureAwait(false);
    }

    private static bool TryReadAttributes(string? text, out JsonText? attributes)
    {
        attributes = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        try
        {
            attributes = JsonText.Parse(text);
            return attributes.ToElement().ValueKind is JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static int From(HttpContext context) => int.TryParse(context.Request.Query["from"], NumberStyles.None, CultureInfo.InvariantCulture, out int from) ? from : 0;

    private static Task RefuseUnreadableAsync(HttpContext context) => RefuseAsync(context, StatusCodes.Status400BadRequest, "The request cannot be read, or it is too long.");

    private static Task RefuseAsync(HttpContext context, int status, string problem)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new ProblemView(problem), PreviewJson.Default.ProblemView);
    }

    private static Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(context.Response.Body, value, type, context.RequestAborted);
    }
}
