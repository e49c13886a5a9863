package tools.sota.tools;

/// SplitMix64: G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
/// Our own, because the numbers of a seed are part of what we publish and must outlive the library's choice.
final class SplitMix {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    SplitMix(long seed) {
        state = seed;
    }

    long next() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    /// From 0 to `bound` − 1. The high 32 bits are scaled, so no number is likelier than another by more than
    /// `bound` / 2³².
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }
}
