package dev.nextskill.ingest.source;

/** Widths in ems: what a Chinese character takes is 1, what a Latin letter takes is about a half. */
final class TextWidth {

    private TextWidth() {}

    static double of(String text) {
        return text.codePoints().mapToDouble(TextWidth::of).sum();
    }

    static double of(int codePoint) {
        return isWide(codePoint) ? 1 : 0.52;
    }

    /** East Asian wide: between two such characters a line may end, and no space is written. */
    static boolean isWide(int codePoint) {
        return (codePoint >= 0x2E80 && codePoint < 0xD800)
                || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                || (codePoint >= 0xFF01 && codePoint <= 0xFF60)
                || codePoint >= 0x20000;
    }

    /**
     * What must stay together at the start of a line: a word, or a Chinese character; with the marks that must not start a
     * line behind it.
     */
    static String firstToken(String text) {
        var end = 0;
        while (end < text.length()) {
            var codePoint = text.codePointAt(end);
            if (end > 0 && (Character.isWhitespace(codePoint) || (isWide(codePoint) && !isClosing(codePoint)))) {
                break;
            }
            end += Character.charCount(codePoint);
            if (isWide(codePoint) && !isClosing(codePoint)) {
                while (end < text.length() && isClosing(text.codePointAt(end))) {
                    end += Character.charCount(text.codePointAt(end));
                }
                break;
            }
        }
        return text.substring(0, end);
    }

    private static boolean isClosing(int codePoint) {
        return "，。；：、！？）》」』】”’,.;:!?)]}%".indexOf(codePoint) >= 0;
    }
}
