using ConversationInteractions.Interpretation;
using ConversationInteractions.Runtime;
using ConversationInteractions.Testing;

namespace ConversationInteractions.Tests.Files;

/// <summary>Uploads to store.</summary>
internal static class Upload
{
    public static FileUploadRequest Of(string path, long bytes = 1_000, string kind = "pdf", string? id = null) => new()
    {
        UploadId = id ?? Guid.NewGuid().ToString(),
        ConversationId = "c1",
        Integration = "documents",
        FileName = path[(path.LastIndexOf('/') + 1)..],
        MediaType = "application/pdf",
        Path = path,
        Bytes = bytes,
        OpenAsync = _ => ValueTask.FromResult(SampleContent.Create(kind, bytes)),
    };

    public static FileUploadRequest From(this FileUploadRequest upload, Stream content) => upload with { OpenAsync = _ => ValueTask.FromResult(content) };

    /// <summary>With the request that an integration with an address makes.</summary>
    public static FileUploadRequest To(this FileUploadRequest upload, string authority, string method = "PUT") => upload with
    {
        Request = new ApiRequest
        {
            Integration = upload.Integration,
            Method = method,
            Url = $"http://{authority}/{string.Join('/', upload.Path.Split('/').Select(Uri.EscapeDataString))}",
            AllowedHosts = [authority],
            Repeatable = method is "PUT",
        },
    };

    public static async Task<UploadResult> StoreAsync(this IFileShare share, FileUploadRequest upload) => await share.StoreAsync(upload, CancellationToken.None);
}
