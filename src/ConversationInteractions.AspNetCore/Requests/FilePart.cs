using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ConversationInteractions.AspNetCore.Requests;

/// <summary>The file in a multipart request, to be read as it arrives.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Name">Its name as the consumer's device gave it. Not a path to go by; the bot gets a safe one (C20).</param>
/// <param name="MediaType">The type that the device declared, if it did.</param>
internal sealed record FilePart(Stream Content, string Name, string? MediaType)
{
    private const int MaxBoundary = 128;

    /// <summary>The boundary of a multipart request, or <see langword="null"/> where it is none.</summary>
    public static string? BoundaryOf(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= MaxBoundary } boundary
            ? boundary.ToString()
            : null;

    /// <summary>Finds the file, which is the first part.</summary>
    /// <returns>The file; <see langword="null"/> where the first part is none.</returns>
    /// <exception cref="BadHttpRequestException">The body is broken.</exception>
    public static async ValueTask<FilePart?> ReadAsync(Stream body, string boundary, CancellationToken cancellationToken)
    {
        MultipartReader reader = new(boundary, new UploadBody(body));
        MultipartSection? section;
        try
        {
            section = await reader.ReadNextSectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            throw broken as BadHttpRequestException ?? new BadHttpRequestException($"The body is not multipart/form-data: {broken.Message}", broken);
        }

        if (section is null || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition) || !disposition.IsFileDisposition())
        {
            return null;
        }

        string name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).ToString();
        return new FilePart(new UploadBody(section.Body), name, section.ContentType);
    }
}
