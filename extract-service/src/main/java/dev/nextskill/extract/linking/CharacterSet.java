package dev.nextskill.extract.linking;

/** A few characters, to be asked for at every place of a text. */
public final class CharacterSet {

    /** A bit a character. */
    private final long[] bits;
    /** Of each word of bits: how many characters stand in those before it. */
    private final char[] before;

    private CharacterSet(long[] bits) {
        this.bits = bits;
        before = new char[bits.length];
        for (int word = 1; word < bits.length; word++) {
            before[word] = (char) (before[word - 1] + Long.bitCount(bits[word - 1]));
        }
    }

    public static CharacterSet of(String characters) {
        int highest = characters.chars().max().orElse(0);
        long[] bits = new long[(highest >>> 6) + 1];
        characters.chars().forEach(c -> bits[c >>> 6] |= 1L << c);
        return new CharacterSet(bits);
    }

    public boolean contains(char c) {
        int word = c >>> 6;
        return word < bits.length && (bits[word] & 1L << c) != 0;
    }

    /** How many of the characters come before one of them. */
    int rank(char c) {
        int word = c >>> 6;
        return before[word] + Long.bitCount(bits[word] & (1L << c) - 1);
    }
}
