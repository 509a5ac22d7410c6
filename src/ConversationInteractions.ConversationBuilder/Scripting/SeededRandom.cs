namespace ConversationInteractions.ConversationBuilder.Scripting;

/// <summary>Random numbers for <c>Math.random()</c>: the same sequence for the same effect, so that a run after a crash gives the same answer. SplitMix64; of no use for secrets.</summary>
internal sealed class SeededRandom
{
    private ulong _state;

    public SeededRandom(string key)
    {
        // FNV-1a, which unlike a string's hash code is the same in every process.
        _state = 14695981039346656037;
        foreach (char c in key)
        {
            _state = unchecked((_state ^ c) * 1099511628211);
        }
    }

    /// <summary>A number of 53 bits, from 0 to less than 1.</summary>
    public double Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return ((mixed ^ (mixed >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
