package dev.nextskill.planner.market;

/**
 * The 95 % score interval of a share: where the true share plausibly lies, given that this many of so many were seen. Unlike the usual
 * normal interval it stays within 0 to 1 and is honest for small samples.
 *
 * <p>E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American Statistical
 * Association 22 (1927), 209–212.
 *
 * @param low 0 to 1
 * @param high 0 to 1
 */
public record WilsonInterval(double low, double high) {

    /** The 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /**
     * @param n how many had it
     * @param of of how many; with none, nothing is known and the interval is all of 0 to 1
     */
    public static WilsonInterval of(long n, long of) {
        if (n < 0 || of < n) {
            throw new IllegalArgumentException(
                    "A share must be of at least as many as have it, not %d of %d".formatted(n, of));
        }
        if (of == 0) {
            return new WilsonInterval(0, 1);
        }
        double share = (double) n / of;
        double z2 = Z * Z;
        double centre = share + z2 / (2 * of);
        double half = Z * Math.sqrt(share * (1 - share) / of + z2 / (4.0 * of * of));
        double scale = 1 + z2 / of;
        // At the ends the formula is exactly 0 or 1; floating point is not.
        return new WilsonInterval(
                n == 0 ? 0 : Math.max(0, (centre - half) / scale), n == of ? 1 : Math.min(1, (centre + half) / scale));
    }
}
