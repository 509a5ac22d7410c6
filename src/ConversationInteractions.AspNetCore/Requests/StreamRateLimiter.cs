using System.Threading.RateLimiting;

namespace ConversationInteractions.AspNetCore.Requests;

/// <summary>Bounds how many streams somebody opens in a time, and how many are open at a time. Thread-safe, as every limiter.</summary>
/// <param name="open">How many may be open.</param>
/// <param name="perSecond">How many may be opened in a second, once as many as may be open were opened at once.</param>
internal sealed class StreamRateLimiter(int open, int perSecond) : ReplenishingRateLimiter
{
    private readonly ConcurrencyLimiter _open = new(new ConcurrencyLimiterOptions { PermitLimit = open });

    private readonly TokenBucketRateLimiter _opened = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = open,
        TokensPerPeriod = perSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        AutoReplenishment = false,
    });

    public override bool IsAutoReplenishing => false;

    public override TimeSpan ReplenishmentPeriod => _opened.ReplenishmentPeriod;

    public override TimeSpan? IdleDuration => _open.IdleDuration is { } open && _opened.IdleDuration is { } opened ? open < opened ? open : opened : null;

    public override bool TryReplenish() => _opened.TryReplenish();

    public override RateLimiterStatistics? GetStatistics() => _open.GetStatistics();

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        RateLimitLease place = _open.AttemptAcquire(permitCount);
        if (!place.IsAcquired)
        {
            return place;
        }

        // Only the place is given back at the end; a token is used up.
        RateLimitLease token = _opened.AttemptAcquire(permitCount);
        if (token.IsAcquired)
        {
            return place;
        }

        place.Dispose();
        return token;
    }

    /// <summary>Nobody waits: a client comes back by itself.</summary>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) => ValueTask.FromResult(AttemptAcquireCore(permitCount));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _open.Dispose();
            _opened.Dispose();
        }

        base.Dispose(disposing);
    }
}
