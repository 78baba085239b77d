package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.Clause.CueMatch;
import dev.nextskill.extract.linking.EnumerationGap;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.PhraseTrie;
import java.util.List;

/**
 * Tells alternatives from enumerations. A slash or "或" joins alternatives; "至少一种", "之一" and the like make alternatives
 * of the enumeration right before them, or of the first one behind them.
 */
final class Alternatives {

    /** From "、Go" to "等语言中的至少一种". */
    private static final int REACH_BACK = 16;
    /** From "至少一门主流编程语言，如" to the first of them. */
    private static final int REACH_FORWARD = 24;
    /** From "superpowers" to "openspec" in "superpowers/some-library/openspec". */
    private static final int LONGEST_UNKNOWN = 24;
    /** From "或" to the skill: "或者新型". */
    private static final int LONGEST_ATTRIBUTE = 6;

    /** What ends an item. */
    private static final String ITEM_MARKS = ",、:;()[]【】\n";

    private final PhraseTrie<Boolean> fillers;

    Alternatives(PhraseTrie<Boolean> fillers) {
        this.fillers = fillers;
    }

    /**
     * The groups of a statement's mentions.
     */
    static final class Grouping {

        private final int[] group;

        private Grouping(int[] group) {
            this.group = group;
        }

        /** Mentions with the same number are alternatives. */
        int group(int mention) {
            return group[mention];
        }
    }

    /** @param skills of one statement, from left to right */
    Grouping group(FoldedText text, List<FoundSkill> skills, List<Clause> clauses) {
        int n = skills.size();
        int[] enumeration = new int[n];
        int[] group = new int[n];
        int first = 0;
        for (int i = 0; i < n; i++) {
            enumeration[i] = i;
            group[i] = i;
            EnumerationGap gap = i == 0
                    ? EnumerationGap.NONE
                    : EnumerationGap.between(
                            text, skills.get(i - 1).to(), skills.get(i).from(), fillers);
            if (gap == EnumerationGap.NONE && i > 0) {
                gap = overUnknown(text, skills.get(i - 1).to(), skills.get(i).from());
            }
            if (gap != EnumerationGap.NONE) {
                enumeration[i] = enumeration[i - 1];
                if (gap == EnumerationGap.SLASH) {
                    group[i] = group[i - 1];
                } else if (gap == EnumerationGap.OR) {
                    unite(group, first, i);
                }
            } else {
                first = i;
            }
        }
        int next = 0;
        for (Clause clause : clauses) {
            for (CueMatch cue : clause.cues()) {
                if (cue.cue().is(Cue.Kind.ALTERNATIVES)) {
                    while (next < n && skills.get(next).to() <= cue.from()) {
                        next++;
                    }
                    apply(text, cue, clause, skills, enumeration, group, next);
                }
            }
        }
        return new Grouping(group);
    }

    private static void apply(
            FoldedText text,
            CueMatch cue,
            Clause clause,
            List<FoundSkill> skills,
            int[] enumeration,
            int[] group,
            int next) {
        if (uniteBefore(text, cue, clause, skills, enumeration, group, next - 1)) {
            return;
        }
        if (cue.cue().isAlternativesBehind()) {
            return;
        }
        if (next < skills.size() && skills.get(next).from() - cue.to() <= REACH_FORWARD) {
            int opened = lastOf(text, ":(", cue.to(), skills.get(next).from());
            if (opened >= 0) {
                int end = text.charAt(opened) == '('
                        ? closing(text, opened, clause.to())
                        : pointsAhead(clause, cue) ? Integer.MAX_VALUE : clause.to();
                int last = next;
                while (last + 1 < skills.size() && skills.get(last + 1).from() < end) {
                    last++;
                }
                unite(group, next, last);
                return;
            }
        }
        int reach = cue.to();
        for (int i = next; i < skills.size() && skills.get(i).from() - reach <= REACH_FORWARD; i++) {
            if (enumerationSize(enumeration, i) > 1) {
                uniteEnumeration(enumeration, group, i);
                return;
            }
            reach = skills.get(i).to();
            if (i > next + 1) {
                return;
            }
        }
    }

    /** Makes alternatives of the enumeration that ends right before the cue; whether there is one. */
    private static boolean uniteBefore(
            FoldedText text,
            CueMatch cue,
            Clause clause,
            List<FoundSkill> skills,
            int[] enumeration,
            int[] group,
            int previous) {
        if (previous < 0 || cue.from() - skills.get(previous).to() > REACH_BACK || isJoined(text, cue.from())) {
            return false;
        }
        int last = previous;
        int noun = first(enumeration, previous);
        if (noun > 0
                && isClassNoun(text, skills.get(noun - 1).to(), skills.get(noun).from())) {
            last = noun - 1;
        } else if (!cue.cue().refersBack()
                && (skills.get(previous).from() < clause.from()
                        || holds(text, ',', skills.get(previous).to(), cue.from())
                        || hasCueBetween(clause, skills.get(previous).to(), cue.from()))) {
            return false;
        }
        int first = first(enumeration, last);
        while (first > 0
                && isListed(
                        text,
                        clause,
                        skills.get(first - 1).to(),
                        skills.get(first).from())) {
            first--;
        }
        while (last + 1 < enumeration.length && enumeration[last + 1] == enumeration[last]) {
            last++;
        }
        if (first == last) {
            return last < previous;
        }
        unite(group, first, last);
        return true;
    }

    /** Whether the cue is itself an item: "Java、Spring 和至少一种数据库". */
    private static boolean isJoined(FoldedText text, int cueFrom) {
        int at = cueFrom - 1;
        while (text.at(at) == ' ') {
            at--;
        }
        return "、和与及".indexOf(text.at(at)) >= 0;
    }

    /** Whether two skills are items of one list though words that nobody knows stand between: "信号处理、电子电路、模式识别". */
    private static boolean isListed(FoldedText text, Clause clause, int from, int to) {
        return to - from <= LONGEST_UNKNOWN
                && from >= clause.from()
                && (holds(text, '、', from, to) || holds(text, '/', from, to))
                && isPlain(text, from, to, ",:;()[]【】\n")
                && !hasCueBetween(clause, from, to);
    }

    /** Whether words of an enumeration's "等" stand before a noun that says what its items are: "YOLO、DETR 等视觉模型". */
    private static boolean isClassNoun(FoldedText text, int from, int to) {
        if (to - from > 6) {
            return false;
        }
        for (int at = from; at < to; at++) {
            if (text.charAt(at) == '等') {
                return true;
            }
        }
        return false;
    }

    /**
     * Items that nobody knows do not end an enumeration: "A 或新型 B" is a choice, "a/unknown/b" is one of three. Anything
     * longer, or with other marks, is prose.
     */
    private static EnumerationGap overUnknown(FoldedText text, int from, int to) {
        if (to - from < 2 || to - from > LONGEST_UNKNOWN) {
            return EnumerationGap.NONE;
        }
        int start = from;
        while (start < to && text.charAt(start) == ' ') {
            start++;
        }
        if (text.charAt(start) == '/' && text.charAt(to - 1) == '/' && isPlain(text, start, to, ITEM_MARKS)) {
            return EnumerationGap.SLASH;
        }
        boolean or = text.charAt(start) == '或';
        return or && to - start <= LONGEST_ATTRIBUTE && isPlain(text, start, to, ITEM_MARKS)
                ? EnumerationGap.OR
                : EnumerationGap.NONE;
    }

    private static boolean isPlain(FoldedText text, int from, int to, String marks) {
        for (int at = from; at < to; at++) {
            if (marks.indexOf(text.charAt(at)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether "以下", "following" stands beside the cue, so that all that follows is the list. */
    private static boolean pointsAhead(Clause clause, CueMatch cue) {
        return clause.cues().stream()
                .anyMatch(match -> match.cue().is(Cue.Kind.POINTER)
                        && Math.max(match.from(), cue.from()) - Math.min(match.to(), cue.to()) <= REACH_BACK);
    }

    private static int lastOf(FoldedText text, String marks, int from, int to) {
        for (int at = to - 1; at >= from; at--) {
            if (marks.indexOf(text.charAt(at)) >= 0) {
                return at;
            }
        }
        return -1;
    }

    private static int closing(FoldedText text, int open, int limit) {
        int depth = 0;
        for (int at = open; at < limit; at++) {
            char c = text.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return limit;
    }

    private static boolean hasCueBetween(Clause clause, int from, int to) {
        return clause.cues().stream()
                .anyMatch(match ->
                        match.from() >= from && match.to() <= to && !match.cue().is(Cue.Kind.ALTERNATIVES));
    }

    private static boolean holds(FoldedText text, char mark, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text.charAt(at) == mark) {
                return true;
            }
        }
        return false;
    }

    private static int enumerationSize(int[] enumeration, int at) {
        boolean before = at > 0 && enumeration[at - 1] == enumeration[at];
        boolean after = at + 1 < enumeration.length && enumeration[at + 1] == enumeration[at];
        return before || after ? 2 : 1;
    }

    private static void uniteEnumeration(int[] enumeration, int[] group, int at) {
        int first = first(enumeration, at);
        int last = at;
        while (last + 1 < enumeration.length && enumeration[last + 1] == enumeration[at]) {
            last++;
        }
        unite(group, first, last);
    }

    private static int first(int[] enumeration, int at) {
        int first = at;
        while (first > 0 && enumeration[first - 1] == enumeration[at]) {
            first--;
        }
        return first;
    }

    private static void unite(int[] group, int first, int last) {
        for (int i = first; i <= last; i++) {
            group[i] = group[first];
        }
    }
}
