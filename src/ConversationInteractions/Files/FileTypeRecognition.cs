using System.Buffers;

namespace ConversationInteractions.Files;

/// <summary>Tells from its bytes what a file is (B7).</summary>
/// <remarks>
/// <para>
/// The answer is a content word: a type word such as <c>pdf</c> or <c>docx</c>; <c>text</c> for text in UTF-8, or in UTF-16 with a byte order mark, without control
/// characters; <c>ole</c> for the older Office documents; <c>exe</c> for programs and scripts of Windows, Linux and macOS; or nothing. An empty file shows nothing.
/// </para>
/// <para>
/// A signature counts only where the format puts it: a PDF header behind other bytes is no PDF, and a GIF with an archive glued to its end stays a GIF. Looked at are the
/// first 64 KiB and, of a ZIP archive that can be moved about in, its directory. So these are not found out: what follows valid leading bytes (broken documents, a second
/// file behind the first, text that turns binary after 64 KiB), what stands inside a document or archive (macros of OLE documents, scripts in a PDF, a program in a ZIP),
/// which program made an OLE document, text in older encodings such as Windows-1252, and encrypted Office documents, which show as <c>ole</c>. Harmful content is an
/// <see cref="Runtime.IFileScanner"/>'s business.
/// </para>
/// <para>Thread-safe.</para>
/// </remarks>
internal static class FileTypeRecognition
{
    private const int Window = 64 * 1024;

    /// <summary>Finds the content word.</summary>
    /// <param name="content">The bytes, from their beginning; left at no particular place.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The content word, or <see langword="null"/> where the bytes show nothing that is known.</returns>
    public static async ValueTask<string?> DetectAsync(Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Window);
        try
        {
            int read = await content.ReadAtLeastAsync(buffer.AsMemory(0, Window), Window, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            ReadOnlyMemory<byte> leading = buffer.AsMemory(0, read);
            string? word = LeadingBytes.Recognize(leading.Span, isWhole: read < Window);
            return word is LeadingBytes.Zip
                ? await ZipArchiveKind.RecognizeAsync(leading, content, cancellationToken).ConfigureAwait(false)
                : word;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }
}
