package dev.nextskill.extract.linking;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.vocabulary.YamlEntries;
import java.text.Normalizer;

/**
 * A text in the form in which words are compared (NFKC, lower case, any white space but a line break is a blank,
 * traditional characters simplified, invisible ones dropped), that knows for each of its characters where it came from.
 *
 * <p>Positions are indices of folded characters, ends are exclusive; {@link #codePointStart}, {@link #codePointEnd} and
 * {@link #quote} lead back to the original. Folding is done code point by code point, so that it is linear and a
 * position never lies inside an original code point's expansion without a source.
 */
public final class FoldedText implements CharSequence {

    private static final int FIRST_HAN = 0x4E00;
    private static final int LAST_HAN = 0x9FFF;
    /** Of each Han character: its simplified form. */
    private static final char[] SIMPLIFIED = simplified();

    private final String original;
    private final char[] folded;
    private final int length;
    /** Of each folded character: the UTF-16 index of its source. */
    private final int[] source;
    /** Of each folded character: the code point index of its source. */
    private final int[] codePoint;

    private FoldedText(String original, char[] folded, int length, int[] source, int[] codePoint) {
        this.original = original;
        this.folded = folded;
        this.length = length;
        this.source = source;
        this.codePoint = codePoint;
    }

    public static FoldedText of(String original) {
        int capacity = original.length() + 16;
        char[] folded = new char[capacity];
        int[] source = new int[capacity];
        int[] codePoint = new int[capacity];
        int length = 0;
        int count = 0;
        for (int i = 0; i < original.length(); count++) {
            int c = original.codePointAt(i);
            char simple = c == '’' && length > 0 && TokenBoundaries.isLatin(folded[length - 1]) ? '\'' : simple(c);
            if (simple != 0) {
                if (length == folded.length) {
                    folded = java.util.Arrays.copyOf(folded, length * 2);
                    source = java.util.Arrays.copyOf(source, length * 2);
                    codePoint = java.util.Arrays.copyOf(codePoint, length * 2);
                }
                folded[length] = simple;
                source[length] = i;
                codePoint[length++] = count;
            } else if (!isInvisible(c)) {
                String expansion = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
                for (int k = 0; k < expansion.length(); k++) {
                    if (length == folded.length) {
                        folded = java.util.Arrays.copyOf(folded, length * 2);
                        source = java.util.Arrays.copyOf(source, length * 2);
                        codePoint = java.util.Arrays.copyOf(codePoint, length * 2);
                    }
                    char each = expansion.charAt(k);
                    folded[length] = Character.isWhitespace(each) ? ' ' : Character.toLowerCase(each);
                    source[length] = i;
                    codePoint[length++] = count;
                }
            }
            i += Character.charCount(c);
        }
        return new FoldedText(original, folded, length, source, codePoint);
    }

    /** The folded form of the characters that are most of any text, without the cost of a normaliser; 0 for the others. */
    private static char simple(int c) {
        if (c < 0x80) {
            if (c >= 'A' && c <= 'Z') {
                return (char) (c + 32);
            }
            if (c == '\n') {
                return '\n';
            }
            return c <= ' ' || c == 0x7F ? ' ' : (char) c;
        }
        if (c >= FIRST_HAN && c <= LAST_HAN) {
            return SIMPLIFIED[c - FIRST_HAN];
        }
        if (c == '、' || c == '。' || c == '【' || c == '】') {
            return (char) c;
        }
        if (c >= 0xFF01 && c <= 0xFF5E) {
            char ascii = (char) (c - 0xFEE0);
            return ascii >= 'A' && ascii <= 'Z' ? (char) (ascii + 32) : ascii;
        }
        return c == 0x2028 || c == 0x2029 || c == 0x85 ? '\n' : 0;
    }

    private static char[] simplified() {
        char[] simplified = new char[LAST_HAN - FIRST_HAN + 1];
        for (int i = 0; i < simplified.length; i++) {
            simplified[i] = (char) (FIRST_HAN + i);
        }
        for (YamlEntries.Entry<CharactersEntry> entry :
                YamlEntries.ofResource(FoldedText.class, "traditional.yaml", CharactersEntry.class)) {
            String from = entry.value().traditional;
            String to = entry.value().simplified;
            if (from.length() != to.length()) {
                throw entry.invalid("traditional and simplified must have as many characters");
            }
            for (int i = 0; i < from.length(); i++) {
                simplified[from.charAt(i) - FIRST_HAN] = to.charAt(i);
            }
        }
        return simplified;
    }

    /** A line of the data file. */
    record CharactersEntry(
            @JsonProperty(required = true) String traditional,
            @JsonProperty(required = true) String simplified) {}

    private static boolean isInvisible(int c) {
        int type = Character.getType(c);
        return type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || (c >= 0xFE00 && c <= 0xFE0F);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int position) {
        return folded[position];
    }

    /** The character at a position, or a line break outside of the text. */
    public char at(int position) {
        return position >= 0 && position < length ? folded[position] : '\n';
    }

    @Override
    public String subSequence(int from, int to) {
        return new String(folded, from, to - from);
    }

    /** Whether the words stand at this position. */
    public boolean startsWith(String words, int position) {
        if (position < 0 || position + words.length() > length) {
            return false;
        }
        for (int i = 0; i < words.length(); i++) {
            if (folded[position + i] != words.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the words stand somewhere in a span. */
    public boolean contains(String words, int from, int to) {
        char first = words.charAt(0);
        for (int at = from; at <= to - words.length(); at++) {
            if (folded[at] == first && startsWith(words, at)) {
                return true;
            }
        }
        return false;
    }

    /** The original, unfolded character at a position. */
    public int originalAt(int position) {
        return original.codePointAt(source[position]);
    }

    /** Whether the original stands in upper case here. */
    public boolean isUpperCase(int position) {
        return Character.isUpperCase(originalAt(position));
    }

    /** The original's code point index at which a folded span starts. */
    public int codePointStart(int from) {
        return codePoint[from];
    }

    /** One past the original's last code point of a folded span that ends before {@code to}. */
    public int codePointEnd(int to) {
        return codePoint[to - 1] + 1;
    }

    /** The original words of a folded span, verbatim. */
    public String quote(int from, int to) {
        int last = source[to - 1];
        return original.substring(source[from], last + Character.charCount(original.codePointAt(last)));
    }

    @Override
    public String toString() {
        return new String(folded, 0, length);
    }
}
