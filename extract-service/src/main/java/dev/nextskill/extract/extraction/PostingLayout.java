package dev.nextskill.extract.extraction;

import dev.nextskill.extract.linking.CharacterSet;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.PhraseTrie;
import dev.nextskill.extract.linking.TokenBoundaries;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the poster's own layout: cuts the text into statements at line breaks, sentence ends and item numbers (一、 1、 (1)
 * ①, also in the middle of a line), and gives each the section of the last heading before it.
 */
final class PostingLayout {

    /** A line that goes on this long behind a heading without a colon is a sentence, not a heading. */
    private static final int LONGEST_BARE_HEADING_TAIL = 4;

    /** Inside a line, or with an item right behind it, a shorter word is just a word. */
    private static final int SHORTEST_HEADING_INSIDE = 4;

    /** Cutting longer ones bounds what is done per statement, whatever the text. */
    private static final int LONGEST_STATEMENT = 800;

    /** What may stand around a heading on its line: bullets, numbers, brackets. */
    private static final CharacterSet DECORATION =
            CharacterSet.of(" \t*#-—–_=~·•●■◆▶►★☆○◎□◇※>|【】[](){}<>《》「」『』:,.、。!?/&+");

    private static final CharacterSet BEHIND_HEADING = CharacterSet.of(" :】]」》)*、,-—.");
    private static final CharacterSet ITEM_NUMBER = CharacterSet.of("0123456789一二三四五六七八九十");
    private static final CharacterSet BEFORE_ITEM = CharacterSet.of("\n.。;!?:】])");
    private static final CharacterSet SENTENCE_END = CharacterSet.of("。;!?•●■◆");
    private static final CharacterSet BEFORE_STATEMENT = CharacterSet.of(" *#-—–·•●■◆▶►★☆○◎□◇※>|:,、");
    private static final CharacterSet BEHIND_STATEMENT = CharacterSet.of(" *#-—–·:,【[(");
    private static final CharacterSet BETWEEN_PARTS = CharacterSet.of(", 、)");

    /** A line without a heading that posters use again and again is one by a word in it if it is this short: "对你的技术要求：". */
    private static final int LONGEST_PART_HEADING = 18;
    /** The same in Latin script. */
    private static final int LONGEST_LATIN_PART_HEADING = 50;

    private final SectionHeading.Words headings;

    PostingLayout(SectionHeading.Words headings) {
        this.headings = headings;
    }

    List<Statement> statements(FoldedText text) {
        List<Statement> statements = new ArrayList<>();
        Section section = Section.NONE;
        boolean hasHeadings = false;
        @Nullable InnerSection inner = null;
        int lineFrom = 0;
        while (lineFrom < text.length()) {
            int lineTo = lineFrom;
            while (lineTo < text.length() && text.charAt(lineTo) != '\n') {
                lineTo++;
            }
            Item item = itemOf(text, lineFrom, lineTo);
            if (inner != null && inner.endsBefore(item)) {
                section = inner.around;
                inner = null;
            }
            int from = lineFrom;
            Section lineSection = section;
            PhraseTrie.@Nullable Match<SectionHeading> heading = nextHeading(text, from, lineFrom, lineTo, hasHeadings);
            if (heading == null) {
                Section part = partHeading(text, lineFrom, lineTo);
                if (part == null && inner != null && isBracketed(text, lineFrom, lineTo)) {
                    // "【后端方向】" behind "以下条件优先：" of the direction before it.
                    part = inner.around;
                }
                if (part != null) {
                    inner = part == Section.BONUS ? new InnerSection(section, item, false) : null;
                    section = part;
                    lineSection = part;
                    hasHeadings |= section == Section.DUTIES || section == Section.REQUIREMENTS;
                }
            }
            while (heading != null) {
                split(text, from, heading.from(), lineSection, statements);
                lineSection = heading.value().section();
                from = afterDecoration(text, heading.to(), lineTo);
                if (heading.value().form() == SectionHeading.Form.HEADING) {
                    boolean goesOn = lineTo - from > LONGEST_BARE_HEADING_TAIL;
                    boolean isInner = lineSection == Section.BONUS
                            && text.at(heading.from() - 1) != '【'
                            && section != Section.BONUS;
                    inner = isInner ? new InnerSection(section, item, goesOn) : null;
                    section = lineSection;
                    hasHeadings |= section == Section.DUTIES || section == Section.REQUIREMENTS;
                }
                heading = nextHeading(text, from, lineFrom, lineTo, hasHeadings);
            }
            split(text, from, lineTo, lineSection, statements);
            lineFrom = lineTo + 1;
        }
        return statements;
    }

    /**
     * How a line is numbered.
     *
     * @param number 0: it is not
     * @param mark what stands behind the number
     */
    private record Item(int number, char mark) {}

    /** A bonus section inside the list of requirements: "5、加分项：…" ends where item 6 begins. */
    private static final class InnerSection {

        private final Section around;
        private final Item item;
        private final boolean goesOn;
        private boolean isFirst = true;
        private int last;

        /** @param goesOn whether what is preferred stands in the heading's own line */
        InnerSection(Section around, Item item, boolean goesOn) {
            this.around = around;
            this.item = item;
            this.goesOn = goesOn;
        }

        boolean endsBefore(Item next) {
            if (next.number == 0) {
                return false;
            }
            boolean ends = goesOn && isFirst && next.number > 1;
            if (next.mark == item.mark) {
                ends |= next.number == item.number + 1 && last != item.number && item.number > 0;
                last = next.number;
            }
            isFirst = false;
            return ends;
        }
    }

    private static Item itemOf(FoldedText text, int lineFrom, int lineTo) {
        int at = lineFrom;
        while (at < lineTo && " *#-•●".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        int end = itemNumberEnd(text, at, lineTo);
        int number = end > at ? numberAt(text, at) : 0;
        return number > 0 ? new Item(number, text.charAt(end - 1)) : new Item(0, ' ');
    }

    /** The section that a word in a short line with a colon or in brackets tells, or null. */
    private @Nullable Section partHeading(FoldedText text, int lineFrom, int lineTo) {
        int from = lineFrom;
        while (from < lineTo && isDecoration(text.charAt(from))) {
            from++;
        }
        int to = lineTo;
        while (to > from && isDecoration(text.charAt(to - 1))) {
            to--;
        }
        int longest = from < to && TokenBoundaries.isLatinOrDigit(text.charAt(from))
                ? LONGEST_LATIN_PART_HEADING
                : LONGEST_PART_HEADING;
        if (from == to
                || to - from > longest
                || !(endsInColon(text, to, lineTo) || isBracketed(text, lineFrom, lineTo))) {
            return null;
        }
        SectionHeading first = null;
        for (int at = from; at < to; at++) {
            if (",;。".indexOf(text.charAt(at)) >= 0) {
                return null;
            }
            PhraseTrie.Match<SectionHeading> match = headings.parts().longestAt(text, at, to);
            if (match != null && (first == null || match.value().line() < first.line())) {
                first = match.value();
            }
        }
        return first == null ? null : first.section();
    }

    private static boolean endsInColon(FoldedText text, int from, int lineTo) {
        for (int at = from; at < lineTo; at++) {
            if (text.charAt(at) == ':') {
                return true;
            }
        }
        return false;
    }

    private static boolean isBracketed(FoldedText text, int lineFrom, int lineTo) {
        int from = lineFrom;
        while (from < lineTo && text.charAt(from) == ' ') {
            from++;
        }
        int to = lineTo;
        while (to > from && text.charAt(to - 1) == ' ') {
            to--;
        }
        return to - from > 2
                && to - from <= LONGEST_PART_HEADING
                && text.charAt(from) == '【'
                && text.charAt(to - 1) == '】';
    }

    private PhraseTrie.@Nullable Match<SectionHeading> nextHeading(
            FoldedText text, int from, int lineFrom, int lineTo, boolean hasHeadings) {
        boolean lineStart = from == lineFrom;
        for (int at = from; at < lineTo; at++) {
            char c = text.charAt(at);
            if (mayStartHeading(text, at)) {
                PhraseTrie.Match<SectionHeading> match = headings.known().longestAt(text, at, lineTo);
                if (match != null && isHeading(text, match, lineStart, lineTo, hasHeadings)) {
                    return match;
                }
            }
            lineStart = lineStart && (isDecoration(c) || isItemNumber(c));
        }
        return null;
    }

    private static boolean mayStartHeading(FoldedText text, int at) {
        char before = text.at(at - 1);
        return before == '\n' || isDecoration(before) || before == ';' || isItemNumber(before);
    }

    private static boolean isHeading(
            FoldedText text,
            PhraseTrie.Match<SectionHeading> match,
            boolean lineStart,
            int lineTo,
            boolean hasHeadings) {
        boolean note = match.value().form() == SectionHeading.Form.NOTE;
        if (note && (hasHeadings || !lineStart)) {
            return false;
        }
        char before = text.at(match.from() - 1);
        int at = match.to();
        while (at < lineTo && (text.charAt(at) == ' ' || text.charAt(at) == '*')) {
            at++;
        }
        char after = at < lineTo ? text.charAt(at) : '\n';
        if (after == '(' || after == '【' || after == '[') {
            // "任职要求(必备):"
            int close = at;
            while (close < lineTo
                    && close - at < 24
                    && text.charAt(close) != ')'
                    && text.charAt(close) != '】'
                    && text.charAt(close) != ']') {
                close++;
            }
            char behind = text.at(close + 1);
            return lineStart && !note && (behind == ':' || behind == '\n');
        }
        boolean bracketed = (before == '【' || before == '[' || before == '「' || before == '《')
                && (after == '】' || after == ']' || after == '」' || after == '》');
        if (bracketed) {
            return true;
        }
        if (after == ':' && !lineStart && goesOnInEnglish(text, match.from())) {
            return false;
        }
        if (after == ':') {
            return lineStart
                    || (before != ',' && before != '、' && match.to() - match.from() >= SHORTEST_HEADING_INSIDE);
        }
        if (note || !lineStart) {
            // "…。任职要求 1、…"
            return !note
                    && match.to() - match.from() >= SHORTEST_HEADING_INSIDE
                    && (before == ' ' || before == '。' || before == '.' || before == ';')
                    && after != '\n'
                    && isNumbered(text, at, lineTo);
        }
        int tail = 0;
        for (int i = match.to(); i < lineTo; i++) {
            if (!isDecoration(text.charAt(i))) {
                tail++;
            }
        }
        return tail == 0
                || (tail <= LONGEST_BARE_HEADING_TAIL && text.at(lineTo - 1) == ':')
                || (match.to() - match.from() >= SHORTEST_HEADING_INSIDE && isNumbered(text, at, lineTo));
    }

    /** "some of the languages:" is no heading, "… and more. Requirements:" is, and so is "… and more Requirements:". */
    private static boolean goesOnInEnglish(FoldedText text, int headingFrom) {
        char before = text.at(text.at(headingFrom - 1) == ' ' ? headingFrom - 2 : headingFrom - 1);
        return TokenBoundaries.isLatinOrDigit(text.charAt(headingFrom))
                && !text.isUpperCase(headingFrom)
                && (TokenBoundaries.isLatinOrDigit(before) || before == ',' || before == '&');
    }

    private static boolean isNumbered(FoldedText text, int at, int lineTo) {
        int end = itemNumberEnd(text, at, lineTo);
        return end > at;
    }

    private static int afterDecoration(FoldedText text, int from, int to) {
        int at = from;
        while (at < to && BEHIND_HEADING.contains(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isDecoration(char c) {
        return DECORATION.contains(c);
    }

    private static boolean isItemNumber(char c) {
        return ITEM_NUMBER.contains(c);
    }

    /** Cuts a line into statements and keeps those with words. */
    private static void split(FoldedText text, int from, int to, Section section, List<Statement> statements) {
        int start = from;
        int at = from;
        int number = 0;
        while (at < to) {
            int numberEnd = itemNumberEnd(text, at, to);
            if (numberEnd > at && startsItem(text, from, at, number)) {
                add(text, start, at, section, statements);
                number = numberAt(text, at);
                start = numberEnd;
                at = numberEnd;
            } else if (endsSentence(text, at, to)) {
                add(text, start, at, section, statements);
                at++;
                start = at;
            } else {
                at++;
            }
        }
        add(text, start, to, section, statements);
    }

    private static boolean startsItem(FoldedText text, int from, int at, int number) {
        char before = at == from ? '\n' : text.at(at - 1);
        if ((before == ' ' && text.at(at - 2) != ',') || BEFORE_ITEM.contains(before)) {
            return true;
        }
        return number > 0
                && numberAt(text, at) == number + 1
                && !(before >= '0' && before <= '9')
                && before != '.'
                && before != '-'
                && before != '~';
    }

    private static int numberAt(FoldedText text, int at) {
        int i = text.charAt(at) == '(' ? at + 1 : at;
        int number = 0;
        while (text.at(i) >= '0' && text.at(i) <= '9' && i - at < 3) {
            number = number * 10 + text.charAt(i) - '0';
            i++;
        }
        return number == 0 ? -1 : number;
    }

    /** Where an item number ("1、", "1.", "(1)", "1)", "①", "一、") that begins here ends; {@code at} if there is none. */
    private static int itemNumberEnd(FoldedText text, int at, int to) {
        int i = at;
        boolean open = text.at(i) == '(';
        if (open) {
            i++;
        }
        int digits = i;
        boolean circled = !open
                && text.at(i) >= '0'
                && text.at(i) <= '9'
                && text.originalAt(i) >= 0x2460
                && text.originalAt(i) <= 0x24FF;
        while (i < to && i - digits < 2 && isItemNumber(text.charAt(i))) {
            i++;
        }
        if (i == digits || i >= to) {
            return at;
        }
        if (circled) {
            return i;
        }
        char mark = text.charAt(i);
        if (open) {
            return mark == ')' ? i + 1 : at;
        }
        if (mark == '、'
                || mark == ')'
                || (mark == ',' && text.charAt(digits) <= '9' && text.at(i + 1) > 0x2E7F && text.at(at - 1) != ' ')) {
            return i + 1;
        }
        boolean dot = mark == '.' && !(text.at(i + 1) >= '0' && text.at(i + 1) <= '9') && text.charAt(digits) <= '9';
        return dot ? i + 1 : at;
    }

    private static boolean endsSentence(FoldedText text, int at, int to) {
        char c = text.charAt(at);
        if (SENTENCE_END.contains(c)) {
            return true;
        }
        if (c != '.') {
            return false;
        }
        if (at + 1 >= to) {
            return true;
        }
        char next = text.charAt(at + 1);
        char before = text.at(at - 1);
        if (next == ' ') {
            return !(before >= '0' && before <= '9') && !isAbbreviation(text, at);
        }
        return next > 0x2E7F && next != '、' && !(before >= '0' && before <= '9');
    }

    private static boolean isAbbreviation(FoldedText text, int dot) {
        return text.at(dot - 2) == '.'
                || text.at(dot - 2) == ' '
                || text.at(dot - 2) == '('
                || (text.startsWith("etc", dot - 3)
                        && text.at(dot + 2) != '\n'
                        && !text.isUpperCase(Math.min(dot + 2, text.length() - 1)))
                || text.startsWith("vs", dot - 2)
                || text.startsWith("incl", dot - 4);
    }

    /** "C#" at the end of a line is a name, "##" behind a Markdown heading is not. */
    private static boolean isSharp(FoldedText text, int at) {
        char before = text.at(at - 1);
        return text.charAt(at) == '#' && before >= 'a' && before <= 'z';
    }

    private static void add(FoldedText text, int from, int to, Section section, List<Statement> statements) {
        int start = from;
        int end = to;
        boolean leadIn = false;
        while (start < end && BEFORE_STATEMENT.contains(text.charAt(start))) {
            start++;
        }
        while (end > start && BEHIND_STATEMENT.contains(text.charAt(end - 1)) && !isSharp(text, end - 1)) {
            end--;
            leadIn |= text.charAt(end) == ':' && text.at(to) == '\n';
        }
        for (int cut = cut(text, start, end); cut < end; cut = cut(text, start, end)) {
            statements.add(Statement.of(start, cut, section));
            start = cut;
        }
        if (end > start) {
            statements.add(new Statement(start, end, section, leadIn));
        }
    }

    /** Where the first statement of a long span ends: behind a part of it, if there is one in its second half. */
    static int cut(FoldedText text, int from, int to) {
        if (to - from <= LONGEST_STATEMENT) {
            return to;
        }
        int cut = from + LONGEST_STATEMENT;
        while (cut > from + LONGEST_STATEMENT / 2 && !BETWEEN_PARTS.contains(text.charAt(cut - 1))) {
            cut--;
        }
        return cut;
    }
}
