using System.Globalization;

namespace ConversationInteractions.Files;

/// <summary>Which file an upload became, or is about to become.</summary>
/// <param name="Path">The file, relative to the share, with <c>/</c>.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">The hash of its content.</param>
internal sealed record UploadRecord(string Path, long Bytes, string Sha256)
{
    private const string Version = "1";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Version}\n{Bytes}\n{Sha256}\n{Path}\n");

    /// <summary>Reads a record; <see langword="null"/> for one that was cut by a crash.</summary>
    public static UploadRecord? Parse(string text) =>
        text.Split('\n') is [Version, var bytes, { Length: 64 } sha256, { Length: > 0 } path, ""]
        && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            ? new UploadRecord(path, size, sha256)
            : null;
}
