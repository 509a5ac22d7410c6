namespace ConversationInteractions.Files;

/// <summary>How many bytes a share may still take.</summary>
/// <remarks>
/// Bytes are reserved before they are written, so that uploads at the same time cannot exceed the quota together. Reserving and filling are for the holder of the share's
/// lock, under which files also get their names: so a count never sees a file twice.
/// </remarks>
internal sealed class ShareQuota(long? quota, Func<long> countStored)
{
    private long? _stored;
    private long _reserved;

    /// <summary>Reserves room for a file.</summary>
    /// <returns>The room, to be disposed of; <see langword="null"/> if there is not enough.</returns>
    public Room? TryReserve(long bytes)
    {
        if (quota is { } limit && !Fits(bytes, limit, _stored ??= countStored()))
        {
            // Something else may have taken files away since they were counted.
            _stored = countStored();
            if (!Fits(bytes, limit, _stored.Value))
            {
                return null;
            }
        }
        Interlocked.Add(ref _reserved, bytes);
        return new Room(this, bytes);
    }

    private bool Fits(long bytes, long limit, long stored)
    {
        long free = limit - stored - Interlocked.Read(ref _reserved);
        return bytes <= free;
    }

    /// <summary>Room for one file; given back unless it was filled.</summary>
    internal sealed class Room(ShareQuota quota, long bytes) : IDisposable
    {
        private bool _isGone;

        /// <summary>The file stands in the share.</summary>
        public void Fill()
        {
            quota._stored += bytes;
            Dispose();
        }

        public void Dispose()
        {
            if (!_isGone)
            {
                _isGone = true;
                Interlocked.Add(ref quota._reserved, -bytes);
            }
        }
    }
}
