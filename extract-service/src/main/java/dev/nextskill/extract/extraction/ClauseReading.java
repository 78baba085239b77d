package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.Clause.CueMatch;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.TokenBoundaries;
import java.util.List;

/** How a clause asks: necessity, level and negation by the cue that governs a mention. */
final class ClauseReading {

    /** Between a mention and "不限" behind it. */
    private static final int NEGATION_REACH = 8;

    /** Between two cues that are one: "熟练掌握并精通". */
    private static final int BESIDE = 3;
    /** The same with " or " or " and " between: "good knowledge or experience". */
    private static final int LATIN_BESIDE = 5;
    /** Between a cue and the word for examples: "经验，例如", "experience, such as". */
    private static final int EXAMPLE_REACH = 3;
    /** Words in front of "优先" that make its part between commas an ask of its own. */
    private static final int OWN_WORDS = 5;

    private ClauseReading() {}

    /** Necessity by the section, unless the clause's own words say otherwise. */
    static Necessity necessity(FoldedText text, Clause clause, FoundSkill skill, Section section) {
        if (section == Section.BONUS || isOptional(text, clause, skill)) {
            return Necessity.OPTIONAL;
        }
        boolean asked =
                switch (section) {
                    case REQUIREMENTS -> true;
                    case NONE -> asksOfApplicant(clause);
                    case DUTIES, BONUS, INTRODUCTION, IGNORED -> false;
                };
        return asked ? Necessity.ESSENTIAL : Necessity.RESPONSIBILITY;
    }

    /** Whether "优先", "a plus" and the like govern the mention: in its brackets, its part between commas, or its clause. */
    private static boolean isOptional(FoldedText text, Clause clause, FoundSkill skill) {
        for (CueMatch match : clause.cues()) {
            if (match.cue().is(Cue.Kind.OPTIONAL)) {
                int bracket = openBracket(text, clause, match.from());
                if (match.cue().prefersBehind()) {
                    if (skill.from() >= match.to()) {
                        return true;
                    }
                } else if (bracket >= 0) {
                    if (match.from() - bracket <= 2 && skill.to() <= bracket && bracket - skill.to() <= 1) {
                        // "Kafka（优先）", "Python (preferred)": what stands right in front.
                        return true;
                    }
                    if (skill.from() > bracket && openBracket(text, clause, skill.from()) == bracket) {
                        return true;
                    }
                } else if (skill.to() > scopeFrom(text, clause, match) && !isBehindScope(text, clause, match, skill)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** "熟练掌握 Go，竞赛获奖者优先" prefers the prize only: behind a level cue, a part with words of its own stands alone. */
    private static int scopeFrom(FoldedText text, Clause clause, CueMatch optional) {
        if (TokenBoundaries.isLatinOrDigit(text.charAt(optional.from()))) {
            // English parts the items of a list with commas: "Experience with Docker, Kafka, etc. is a plus".
            return clause.from();
        }
        int from = optional.from();
        while (from > clause.from() && text.charAt(from - 1) != ',') {
            from--;
        }
        boolean ownWords = optional.from() - from > OWN_WORDS;
        return ownWords && beginsWithLevel(clause) ? from : clause.from();
    }

    /** "相关专业优先，2 年 PHP 开发经验": what a comma parts from the words of preference is not meant; examples of it are. */
    private static boolean isBehindScope(FoldedText text, Clause clause, CueMatch optional, FoundSkill skill) {
        if (skill.from() < optional.to()
                || optional.from() - clause.from() <= BESIDE
                || !holdsComma(text, optional.to(), skill.from())) {
            return false;
        }
        return text.at(optional.to()) != ':'
                && clause.cues().stream()
                        .noneMatch(match -> match.cue().is(Cue.Kind.EXAMPLE)
                                && match.from() >= optional.to()
                                && match.from() - optional.to() <= EXAMPLE_REACH);
    }

    private static boolean beginsWithLevel(Clause clause) {
        if (clause.cues().isEmpty()) {
            return false;
        }
        Cue.Meaning level = clause.cues().get(0).cue().as(Cue.Kind.LEVEL);
        return level != null && level.before() != null && clause.cues().get(0).from() - clause.from() <= 2;
    }

    /** The innermost bracket of the clause that is open at a position, or -1. */
    private static int openBracket(FoldedText text, Clause clause, int position) {
        int depth = 0;
        for (int at = position - 1; at >= clause.from(); at--) {
            char c = text.charAt(at);
            if (c == ')' || c == ']') {
                depth++;
            } else if (c == '(' || c == '[') {
                if (depth == 0) {
                    return at;
                }
                depth--;
            }
        }
        return -1;
    }

    /** Without headings, what begins like work is work, and the rest is asked if some cue asks for it. */
    private static boolean asksOfApplicant(Clause clause) {
        if (!clause.cues().isEmpty() && clause.cues().get(0).cue().is(Cue.Kind.DUTY)) {
            return false;
        }
        return clause.has(Cue.Kind.LEVEL) || clause.has(Cue.Kind.ALTERNATIVES);
    }

    /** The level of the nearest cue before the mention, or else of the words behind it. */
    static ProficiencyLevel level(FoldedText text, Clause clause, FoundSkill skill) {
        List<CueMatch> cues = clause.cues();
        int next = 0;
        ProficiencyLevel before = ProficiencyLevel.UNSPECIFIED;
        ProficiencyLevel inside = ProficiencyLevel.UNSPECIFIED;
        boolean wasOpened = false;
        int lastTo = Integer.MIN_VALUE / 2;
        for (; next < cues.size() && cues.get(next).from() < skill.to(); next++) {
            CueMatch match = cues.get(next);
            if (match.to() > skill.to()) {
                // "AI应用开发经验": the mention's own end is the beginning of the cue.
                break;
            }
            Cue.Meaning meaning = match.cue().as(Cue.Kind.LEVEL);
            if (match.to() > skill.from()) {
                if (meaning != null && meaning.after() != null && match.to() == skill.to()) {
                    // "网络编程经验" as one name.
                    inside = meaning.after();
                }
                continue;
            }
            if (meaning != null && meaning.before() != null) {
                // "strong background in", "深入理解并熟练掌握": cues side by side count as the stronger.
                boolean beside =
                        isBeside(text, lastTo, match.from()) && meaning.before().compareTo(before) < 0;
                before = beside ? before : meaning.before();
                lastTo = match.to();
            } else if (match.cue().is(Cue.Kind.OPENER)) {
                before = ProficiencyLevel.UNSPECIFIED;
                wasOpened = true;
            }
        }
        if (before != ProficiencyLevel.UNSPECIFIED) {
            return before;
        }
        ProficiencyLevel behind = behind(cues, next, wasOpened);
        if (behind == ProficiencyLevel.UNSPECIFIED) {
            behind = beforeExamples(text, clause, skill);
        }
        return behind != ProficiencyLevel.UNSPECIFIED ? behind : inside;
    }

    private static boolean isBeside(FoldedText text, int from, int to) {
        return from >= 0
                && (to - from <= BESIDE
                        || (to - from <= LATIN_BESIDE
                                && (text.startsWith(" and ", from) || text.startsWith(" or ", from))));
    }

    /** "有框架使用经验（PyTorch）", "有容器经验，例如 Docker": what governs the thing governs its examples. */
    private static ProficiencyLevel beforeExamples(FoldedText text, Clause clause, FoundSkill skill) {
        List<CueMatch> cues = clause.cues();
        ProficiencyLevel level = ProficiencyLevel.UNSPECIFIED;
        for (int i = 0; i < cues.size() && cues.get(i).to() <= skill.from(); i++) {
            Cue.Meaning meaning = cues.get(i).cue().as(Cue.Kind.LEVEL);
            if (meaning != null && meaning.after() != null && isBeforeExamples(text, clause, i, skill)) {
                level = meaning.after();
            }
        }
        return level;
    }

    private static boolean isBeforeExamples(FoldedText text, Clause clause, int cue, FoundSkill skill) {
        List<CueMatch> cues = clause.cues();
        int to = cues.get(cue).to();
        int bracket = openBracket(text, clause, skill.from());
        if (bracket == to) {
            return true;
        }
        int next = cue + 1;
        while (next < cues.size()
                && cues.get(next).from() - to <= 1
                && cues.get(next).cue().is(Cue.Kind.OPTIONAL)) {
            to = cues.get(next).to();
            next++;
        }
        boolean marked = text.at(to) == ':'
                || (next < cues.size()
                        && cues.get(next).cue().is(Cue.Kind.EXAMPLE)
                        && cues.get(next).from() - to <= EXAMPLE_REACH);
        return marked;
    }

    private static ProficiencyLevel behind(List<CueMatch> cues, int first, boolean wasOpened) {
        ProficiencyLevel weak = ProficiencyLevel.UNSPECIFIED;
        ProficiencyLevel strong = ProficiencyLevel.UNSPECIFIED;
        for (int i = first; i < cues.size(); i++) {
            Cue cue = cues.get(i).cue();
            Cue.Meaning meaning = cue.as(Cue.Kind.LEVEL);
            if (meaning != null && meaning.after() != null) {
                if (meaning.weak()) {
                    weak = meaning.after().compareTo(weak) > 0 ? meaning.after() : weak;
                } else {
                    strong = meaning.after().compareTo(strong) > 0 ? meaning.after() : strong;
                }
            } else if (meaning != null || (cue.is(Cue.Kind.OPENER) && !wasOpened)) {
                break;
            }
        }
        return strong != ProficiencyLevel.UNSPECIFIED ? strong : weak;
    }

    /** Whether the words name a field of study: "计算机、人工智能等相关专业", "degree in Computer Science". */
    static boolean isMajor(Clause clause, FoundSkill skill) {
        boolean begun = false;
        for (CueMatch match : clause.cues()) {
            Cue.Meaning level = match.cue().as(Cue.Kind.LEVEL);
            Cue.Meaning major = match.cue().as(Cue.Kind.MAJOR);
            if (match.to() <= skill.from()) {
                begun = (major != null && major.majorBefore())
                        || (begun && level == null && !match.cue().is(Cue.Kind.OPENER));
                if (level != null && level.before() != null) {
                    return false;
                }
            } else if (match.from() >= skill.to() && major != null && major.majorAfter()) {
                return true;
            }
        }
        return begun;
    }

    /** Whether the clause says that the skill is not asked: "无需 Java 经验", "编程语言不限". */
    static boolean isNegated(Clause clause, FoundSkill skill) {
        for (CueMatch match : clause.cues()) {
            Cue.Meaning meaning = match.cue().as(Cue.Kind.NEGATION);
            if (meaning != null
                    && ((meaning.negatesBefore() && match.to() <= skill.from())
                            || (meaning.negatesAfter()
                                    && match.from() >= skill.to()
                                    && match.from() - skill.to() <= NEGATION_REACH))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a guess is marked right behind the mention's part between commas: "PyTorch/TensorFlow（推测）". */
    static boolean isInferred(FoldedText text, Clause clause, FoundSkill skill) {
        for (CueMatch match : clause.cues()) {
            if (match.cue().is(Cue.Kind.INFERRED)
                    && match.from() >= skill.to()
                    && openBracket(text, clause, match.from()) >= 0) {
                return !holdsComma(text, skill.to(), match.from());
            }
        }
        return false;
    }

    private static boolean holdsComma(FoldedText text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text.charAt(at) == ',') {
                return true;
            }
        }
        return false;
    }
}
