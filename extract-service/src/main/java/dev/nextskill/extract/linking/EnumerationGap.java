package dev.nextskill.extract.linking;

/** What stands between two names: whether they are items of one enumeration, and how the items are joined. */
public enum EnumerationGap {
    /** Not one enumeration. */
    NONE,
    /** 、 or a comma, "and". */
    LIST,
    /** A slash: by the guideline, alternatives. */
    SLASH,
    /** "or". */
    OR;

    /** A gap is words of joining and a noun that classifies the item ("Go语言、Java"), so it is short. */
    private static final int LONGEST = 14;

    /** @param fillers words that may stand behind an item or before the next without breaking the enumeration */
    public static EnumerationGap between(FoldedText text, int from, int to, PhraseTrie<Boolean> fillers) {
        if (to < from) {
            // One name inside another.
            return LIST;
        }
        if (to - from > LONGEST || to == from) {
            return NONE;
        }
        EnumerationGap gap = NONE;
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            EnumerationGap joined = joiner(text, at, to);
            if (joined != NONE) {
                gap = joined.compareTo(gap) > 0 ? joined : gap;
                at += joinerLength(text, at);
            } else if (c == ' ' || c == '"' || c == '\'' || c == '\u201c' || c == '\u201d' || c == '`' || c == '*') {
                at++;
            } else {
                PhraseTrie.Match<Boolean> filler = fillers.longestAt(text, at, to);
                if (filler == null) {
                    return NONE;
                }
                at = filler.to();
            }
        }
        return gap;
    }

    private static int joinerLength(FoldedText text, int at) {
        return switch (text.charAt(at)) {
            case 'a' -> 3;
            case 'o' -> 2;
            case '或' -> text.at(at + 1) == '者' || text.at(at + 1) == '是' ? 2 : 1;
            default -> 1;
        };
    }

    private static EnumerationGap joiner(FoldedText text, int at, int to) {
        return switch (text.charAt(at)) {
            case '、', ',', '和', '与', '及', '跟', '&', '+', '·', '以' ->
                text.charAt(at) != '以' || text.at(at + 1) == '及' ? LIST : NONE;
            case '/', '\\', '|' -> SLASH;
            case '或' -> OR;
            case 'a' ->
                at + 3 <= to && text.startsWith("and", at) && !TokenBoundaries.isLatinOrDigit(text.at(at + 3))
                        ? LIST
                        : NONE;
            case 'o' ->
                at + 2 <= to && text.startsWith("or", at) && !TokenBoundaries.isLatinOrDigit(text.at(at + 2))
                        ? OR
                        : NONE;
            default -> NONE;
        };
    }
}
