package dev.nextskill.extract.linking;

/**
 * Where words of Latin script begin and end beside Chinese ("熟悉Go语言" holds "go", "Google" does not), with the endings
 * that technical names take: a version ("Python3", "JDK 17") and the English plural ("LLMs").
 */
public final class TokenBoundaries {

    private TokenBoundaries() {}

    static boolean isLatin(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
    }

    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    public static boolean isLatinOrDigit(char c) {
        return isLatin(c) || isDigit(c);
    }

    /** A Chinese character, of Unicode's block CJK Unified Ideographs. */
    public static boolean isHan(char c) {
        return c >= 0x4E00 && c <= 0x9FFF;
    }

    /** Characters that writers put or leave out inside a name: "fine-tuning", "fine tuning". */
    static boolean isJoint(char c) {
        return c == ' ' || c == '-' || c == '_' || c == '\u2010' || c == '\u2011';
    }

    static boolean startsAt(FoldedText text, int from) {
        char first = text.charAt(from);
        char before = text.at(from - 1);
        if (isLatinOrDigit(first)) {
            if (isLatinOrDigit(before) || before == '@' || before == '_') {
                return false;
            }
            // "three.js" does not hold "js".
            return before != '.' || !isLatinOrDigit(text.at(from - 2)) || isDigit(text.at(from - 2));
        }
        return first != '.' || !isLatin(before);
    }

    /** @param letters how long the name is: short ones take no ending */
    static boolean endsAt(FoldedText text, int to, int letters) {
        char last = text.charAt(to - 1);
        if (!isLatinOrDigit(last)) {
            return last != '+' || text.at(to) != '+';
        }
        char next = text.at(to);
        if (letters <= 2 && (next == '+' || next == '#' || next == '\'' || next == '’' || next == '&')) {
            return false;
        }
        if (next == '@') {
            return false;
        }
        if (isDigit(next) && isLatin(last)) {
            return letters > 2 && !isLatin(text.at(endOfNumber(text, to)));
        }
        if (next == 's' && isLatin(last) && last != 's') {
            return letters > 2 && !isLatinOrDigit(text.at(to + 1));
        }
        return !isLatinOrDigit(next);
    }

    private static int endOfNumber(FoldedText text, int from) {
        int to = from;
        while (to - from < 12 && (isDigit(text.at(to)) || text.at(to) == '.')) {
            to++;
        }
        return to;
    }
}
