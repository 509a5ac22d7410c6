using ConversationInteractions.AspNetCore.Access;
using ConversationInteractions.AspNetCore.Contracts;
using ConversationInteractions.AspNetCore.Requests;
using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace ConversationInteractions.AspNetCore.Endpoints;

/// <summary>Takes a file as it arrives: not more of it than the largest that any bot takes, and not for longer than it may.</summary>
internal static class FileEndpoint
{
    private const long RoomForParts = 1_048_576;

    public static async Task<Results<Ok<EventReceipt>, ProblemHttpResult>> PostAsync(
        string conversationId, HttpContext http, ConversationRuntime runtime, ProgramCatalog programs, IOptions<WebChannelOptions> options, string? id = null)
    {
        WebChannelOptions limits = options.Value;
        long largest = limits.MaxUploadRequestBytes ?? (programs.Programs.Max(p => p.LargestUpload) is var most && most < long.MaxValue - RoomForParts ? most + RoomForParts : most);
        if (!Postings.TryName("file", id, out string? eventId))
        {
            return Refusals.BadId(Postings.MaxId);
        }

        if (FilePart.BoundaryOf(http.Request.ContentType) is not { } boundary)
        {
            return Refusals.NotJson("multipart/form-data; boundary=…");
        }

        if (http.Request.ContentLength > largest)
        {
            return Refusals.BodyTooLarge(largest);
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = largest;
        }

        using BodyDeadline deadline = new(http, limits.UploadTimeout);
        try
        {
            if (await FilePart.ReadAsync(http.Request.Body, boundary, deadline.Token).ConfigureAwait(false) is not { } file)
            {
                return Refusals.NoFilePart;
            }

            return await Postings.PostAsync(
                runtime,
                conversationId,
                new UserFile(file.Content, file.Name) { Id = eventId, MediaType = file.MediaType, Start = AccessFilter.GrantOf(http).Start },
                deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.HasPassed)
        {
            return Refusals.BodyTooSlow(limits.UploadTimeout);
        }
        catch (BadHttpRequestException broken)
        {
            return BodyDeadline.RefusalOf(broken, largest, limits.UploadTimeout);
        }
    }
}
