package dev.nextskill.extract.extraction;

import dev.nextskill.extract.linking.CharacterSet;
import dev.nextskill.extract.linking.FoldedText;

/** What words in Latin script look like: technical names have capitals, digits or signs inside ("LightX2V", "nnU-Net"). */
final class TokenShape {

    private static final int MOST_WORDS = 4;
    private static final CharacterSet SIGNS = CharacterSet.of("+#.-_");

    private TokenShape() {}

    static boolean isNameCharacter(char c) {
        return isNamePart(c) || SIGNS.contains(c);
    }

    static boolean isNameStart(FoldedText text, int at) {
        return isNamePart(text.charAt(at));
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || isDigit(c);
    }

    /** A word, or a few words of which each begins with a capital or a digit. */
    static boolean isName(FoldedText text, int from, int to) {
        int words = 1;
        boolean letter = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                if (++words > MOST_WORDS || i + 1 >= to || !(text.isUpperCase(i + 1) || isDigit(text.charAt(i + 1)))) {
                    return false;
                }
            } else if (!isNameCharacter(c)) {
                return false;
            }
            letter |= c >= 'a' && c <= 'z';
        }
        return letter;
    }

    /** A capital behind a small letter, or letters with digits or signs, or only capitals. */
    static boolean looksTechnical(FoldedText text, int from, int to) {
        boolean small = false;
        boolean inner = false;
        boolean sign = false;
        int capitals = 0;
        int letters = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') {
                letters++;
                boolean capital = text.isUpperCase(i);
                capitals += capital ? 1 : 0;
                inner |= capital && small;
                small = !capital;
            } else {
                sign |= (isDigit(c) && i > from) || c == '+' || c == '#' || (c == '-' && i + 1 < to);
                small = c != ' ' && small;
            }
        }
        return letters >= 2 && (inner || (sign && capitals > 0) || (capitals == letters && letters >= 3));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
