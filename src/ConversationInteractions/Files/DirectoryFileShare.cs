using ConversationInteractions.Runtime;

namespace ConversationInteractions.Files;

/// <summary>Stores files in a folder.</summary>
/// <remarks>
/// <para>
/// A file appears under its name when it is whole and on the disk, never before: it is written in <c>.incoming</c> inside the folder and then renamed. Nothing is ever
/// overwritten: the same content under the same name is stored already, other content gets <c> (2)</c>, <c> (3)</c>… before its extension. The reference of a stored file is
/// its path below the folder, with <c>/</c>.
/// </para>
/// <para>
/// Which upload became which file is remembered in <c>.incoming</c> (<see cref="DirectoryFileShareOptions.RecordLifetime"/>), so a repeat of an upload gets the same answer, also
/// when the process died between the renaming and the answer, and also when the file has been fetched from the folder since (C28).
/// </para>
/// <para>
/// Paths are looked at again here: a path that leaves the folder, also through a symbolic link, is refused. Names are cut to what file systems take (255 bytes of UTF-8).
/// Trouble of the disk is a failed upload; there are no retries. Several processes of one or more machines may use one folder if its file system has locks; it must lie on
/// one volume. Thread-safe.
/// </para>
/// </remarks>
public sealed class DirectoryFileShare : IFileShare
{
    private static readonly TimeSpan CleanUpInterval = TimeSpan.FromDays(1);

    private readonly DirectoryFileShareOptions _options;
    private readonly TimeProvider _time;
    private readonly ShareFolder _folder;
    private readonly IncomingFolder _incoming;
    private readonly ShareLock _lock;
    private readonly ShareQuota _quota;
    private DateTimeOffset _cleanUpDue = DateTimeOffset.MinValue;

    /// <summary>Stores in a folder.</summary>
    /// <param name="folder">The folder; made if it is missing.</param>
    /// <param name="options">A quota and file modes; see there for the defaults.</param>
    /// <param name="time">The clock; the system's by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The quota is negative.</exception>
    public DirectoryFileShare(string folder, DirectoryFileShareOptions? options = null, TimeProvider? time = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _options = options is null ? new DirectoryFileShareOptions() : options with { };
        ArgumentOutOfRangeException.ThrowIfNegative(_options.MaxTotalBytes ?? 0, nameof(options));
        _time = time ?? TimeProvider.System;
        _folder = new ShareFolder(Path.GetFullPath(folder), _options);
        _incoming = new IncomingFolder(_folder.Root, _time);
        _lock = new ShareLock(_incoming.LockPath);
        _quota = new ShareQuota(_options.MaxTotalBytes, _folder.CountBytes);
    }

    /// <inheritdoc/>
    public async ValueTask<UploadResult> StoreAsync(FileUploadRequest upload, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(upload);
        if (SharePath.Parse(upload.Path, out SharePath? path) is { } problem)
        {
            return Refused(problem);
        }
        using ProgressWatch watch = new(upload.Timeout, _time, cancellationToken);
        try
        {
            return await StoreAsync(upload, path!, watch).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (watch.HasStalled && !cancellationToken.IsCancellationRequested)
        {
            return Failed(watch.Reason);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return Failed(trouble.Message);
        }
    }

    private static UploadResult Refused(string reason) => new(UploadOutcome.Refused, Reason: reason);

    private static UploadResult Failed(string reason) => new(UploadOutcome.Failed, Reason: reason);

    private async ValueTask<UploadResult> StoreAsync(FileUploadRequest upload, SharePath path, ProgressWatch watch)
    {
        _incoming.Create();
        ShareQuota.Room? room;
        using (ShareLock.Held held = await _lock.EnterAsync(watch.Token).ConfigureAwait(false))
        {
            CleanUp();
            if (await FindStoredAsync(upload.UploadId, watch).ConfigureAwait(false) is { } stored)
            {
                return stored;
            }
            room = _quota.TryReserve(upload.Bytes);
        }
        using (room)
        {
            return room is null
                ? Refused($"The share is full: {upload.Bytes} bytes more would exceed its quota of {_options.MaxTotalBytes} bytes.")
                : await StoreAsync(upload, path, room, watch).ConfigureAwait(false);
        }
    }

    private async ValueTask<UploadResult> StoreAsync(FileUploadRequest upload, SharePath path, ShareQuota.Room room, ProgressWatch watch)
    {
        IncomingFile file = _incoming.CreateFile();
        await using (file.ConfigureAwait(false))
        {
            await file.ReceiveAsync(upload, watch).ConfigureAwait(false);
            if (file.Bytes != upload.Bytes)
            {
                return Failed($"The content has {(file.Bytes < upload.Bytes ? "fewer" : "more")} bytes than the {upload.Bytes} announced.");
            }
            return _folder.Prepare(path) is { } problem
                ? Refused(problem)
                : await PlaceAsync(upload.UploadId, path, file, room, watch).ConfigureAwait(false);
        }
    }

    /// <summary>Gives a whole file the first name that is free or has the same content.</summary>
    private async ValueTask<UploadResult> PlaceAsync(string uploadId, SharePath path, IncomingFile file, ShareQuota.Room room, ProgressWatch watch)
    {
        int number = 1;
        while (true)
        {
            UploadRecord record = new(path.WithNumber(number), file.Bytes, file.Sha256);
            // Outside the lock, for reading a large file takes long; and what stands under a name is never changed by a share.
            Occupant occupant = await _folder.FindAsync(record, watch.Advance, watch.Token).ConfigureAwait(false);
            if (occupant is Occupant.Other)
            {
                number++;
                continue;
            }
            using ShareLock.Held held = await _lock.EnterAsync(watch.Token).ConfigureAwait(false);
            if (await FindStoredAsync(uploadId, watch).ConfigureAwait(false) is { } stored)
            {
                return stored;
            }
            _incoming.WriteIntended(uploadId, record);
            // A name that was taken meanwhile is looked at again: it may be by the same content.
            if (occupant is Occupant.Same || TryName(file, record, room))
            {
                _incoming.MarkStored(uploadId);
                return new UploadResult(UploadOutcome.Stored, record.Path);
            }
        }
    }

    private bool TryName(IncomingFile file, UploadRecord record, ShareQuota.Room room)
    {
        if (!_folder.TryName(file.Content, record))
        {
            return false;
        }
        room.Fill();
        // The common file systems write a renaming to the disk with the file that was renamed.
        file.Content.Flush(flushToDisk: true);
        return true;
    }

    /// <summary>Answers a repeated upload; for the holder of the lock.</summary>
    private async ValueTask<UploadResult?> FindStoredAsync(string uploadId, ProgressWatch watch)
    {
        UploadRecord? record = _incoming.Find(uploadId, out bool isStored);
        if (record is null)
        {
            return null;
        }
        if (!isStored)
        {
            // A process died around the renaming; whether before or after it, the file itself tells.
            if (await _folder.FindAsync(record, watch.Advance, watch.Token).ConfigureAwait(false) is not Occupant.Same)
            {
                return null;
            }
            _incoming.MarkStored(uploadId);
        }
        return new UploadResult(UploadOutcome.Stored, record.Path);
    }

    private void CleanUp()
    {
        DateTimeOffset now = _time.GetUtcNow();
        if (now >= _cleanUpDue)
        {
            _incoming.CleanUp(_options.RecordLifetime);
            _cleanUpDue = now + CleanUpInterval;
        }
    }
}
