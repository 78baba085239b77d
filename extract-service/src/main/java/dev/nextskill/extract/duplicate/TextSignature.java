package dev.nextskill.extract.duplicate;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What is kept of a text to find those nearly like it, 128 bytes whatever its length: the least value of each of 128 hash functions over
 * the text's shingles (MinHash: A. Broder, "On the resemblance and containment of documents", 1997). Two texts agree in a place with the
 * probability of their Jaccard similarity, shingles in common by shingles of either.
 *
 * <p>Shingles are five letters long, as usual for short documents (J. Leskovec, A. Rajaraman, J. Ullman, "Mining of Massive Datasets",
 * section 3.2.2). Only letters count (NFKC, lower case; with "+" and "#", which tell C, C++ and C# apart): posters change numbering,
 * punctuation, dates and pay when they post again. Deterministic: the same text has the same signature, everywhere and always; what is
 * stored depends on it.
 */
public final class TextSignature {

    /** Places of a signature; the estimate's standard error is then at most √(0.25 / 128) = 0.044. */
    static final int PLACES = 128;

    /**
     * Sixteen bands of six places: texts that agree in all of a band are compared. A pair of similarity s is with probability 1 - (1 -
     * s^6)^16 ("Mining of Massive Datasets", section 3.4.2): 0.9 → 0.99999, 0.75 → 0.957, 0.5 → 0.22, 0.2 → 0.001.
     */
    static final int BANDS = 16;

    private static final int BAND_PLACES = 6;

    private static final int SHINGLE = 5;

    /** The shortest of 8,726 real postings has 121 characters; a line such as "招聘后端开发，熟悉 Java" is nobody's in particular. */
    private static final int LEAST_LETTERS = 60;

    /**
     * Hash functions h(x) = (a·x + b) / 2^32 mod 2^32 with odd a, "multiply-shift" of M. Dietzfelbinger et al., "A reliable randomized
     * algorithm for the closest-pair problem", 1997.
     */
    private static final long[] FACTORS = new long[PLACES];

    private static final long[] ADDENDS = new long[PLACES];

    static {
        // SplitMix64 (G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", 2014) from 0.
        long state = 0;
        for (int i = 0; i < PLACES; i++) {
            state += 0x9E3779B97F4A7C15L;
            FACTORS[i] = mix(state) | 1;
            state += 0x9E3779B97F4A7C15L;
            ADDENDS[i] = mix(state);
        }
    }

    private final byte[] places;
    private final long[] bands;

    private TextSignature(byte[] places, long[] bands) {
        this.places = places;
        this.bands = bands;
    }

    /** The signature of a text; none if it is too short to be told from others that merely ask the same. */
    public static Optional<TextSignature> of(String text) {
        int[] letters = letters(text);
        if (letters.length < LEAST_LETTERS) {
            return Optional.empty();
        }
        int[] least = new int[PLACES];
        Arrays.fill(least, Integer.MAX_VALUE);
        for (int from = 0; from <= letters.length - SHINGLE; from++) {
            long shingle = shingle(letters, from);
            for (int i = 0; i < PLACES; i++) {
                int hash = (int) ((FACTORS[i] * shingle + ADDENDS[i]) >>> 32);
                least[i] = Math.min(least[i], hash);
            }
        }
        return Optional.of(new TextSignature(lastBytes(least), bands(least)));
    }

    /** The places as they are stored, {@link #PLACES} bytes. */
    byte[] places() {
        return places.clone();
    }

    /** What to look candidates up by: two texts that have one of these in common may be nearly alike. */
    long[] bands() {
        return bands.clone();
    }

    /**
     * An estimate of the texts' Jaccard similarity, 0..1. Of each place only the last byte is kept, in which one of 256 agrees by chance:
     * (agreeing share - 1/256) / (1 - 1/256), the estimator of P. Li and A. C. König, "b-bit minwise hashing", 2010, for sets that are
     * small beside all there could be.
     *
     * @param one {@link #places()} of a text
     * @param other of another
     */
    static double similarity(byte[] one, byte[] other) {
        if (one.length != PLACES || other.length != PLACES) {
            throw new IllegalArgumentException(
                    "A signature has %d bytes, not %d and %d; was it stored by another version?"
                            .formatted(PLACES, one.length, other.length));
        }
        int agreeing = 0;
        for (int i = 0; i < PLACES; i++) {
            if (one[i] == other[i]) {
                agreeing++;
            }
        }
        double byChance = 1 / 256.0;
        return Math.max(0, ((double) agreeing / PLACES - byChance) / (1 - byChance));
    }

    /** What of a text counts. */
    static int[] letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> Character.isLetter(c) || c == '+' || c == '#')
                .toArray();
    }

    /** A number for the shingle that begins here; equal ones have equal numbers. */
    static long shingle(int[] letters, int from) {
        long number = 0;
        for (int i = from; i < from + SHINGLE; i++) {
            number = number * 0x9E3779B97F4A7C15L + letters[i];
        }
        return mix(number);
    }

    private static byte[] lastBytes(int[] least) {
        byte[] bytes = new byte[PLACES];
        for (int i = 0; i < PLACES; i++) {
            bytes[i] = (byte) least[i];
        }
        return bytes;
    }

    private static long[] bands(int[] least) {
        long[] bands = new long[BANDS];
        for (int band = 0; band < BANDS; band++) {
            long hash = mix(band);
            for (int i = band * BAND_PLACES; i < (band + 1) * BAND_PLACES; i++) {
                hash = mix(hash + least[i]);
            }
            bands[band] = hash;
        }
        return bands;
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
