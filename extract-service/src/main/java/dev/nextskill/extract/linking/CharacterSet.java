package dev.nextskill.extract.linking;

/** A few characters, to be asked for at every place of a text. */
public final class CharacterSet {

    /** A bit a character. */
    private final long[] bits;

    private CharacterSet(long[] bits) {
        this.bits = bits;
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
}
