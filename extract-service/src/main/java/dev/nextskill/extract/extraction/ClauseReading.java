package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.Clause.CueMatch;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.extract.linking.FoldedText;
import java.util.List;

/** How a clause asks: necessity, level and negation by the cue that governs a mention. */
final class ClauseReading {

    /** Between a mention and "不限" behind it. */
    private static final int NEGATION_REACH = 8;

    /** Between two cues that are one: "熟练掌握并精通". */
    private static final int BESIDE = 3;
    /** Words in front of "优先" that make its part between commas an ask of its own. */
    private static final int OWN_WORDS = 8;

    private ClauseReading() {}

    /** Necessity by the section, unless the clause's own words say otherwise. */
    static Necessity necessity(FoldedText text, Clause clause, FoundSkill skill, Section section) {
        if (section == Section.BONUS || isOptional(text, clause, skill)) {
            return Necessity.OPTIONAL;
        }
        boolean asked =
                switch (section) {
                    case REQUIREMENTS -> true;
                    case DUTIES -> beginsWithDemand(clause, skill);
                    case NONE -> asksOfApplicant(clause);
                    case BONUS, INTRODUCTION, IGNORED -> false;
                };
        return asked ? Necessity.ESSENTIAL : Necessity.RESPONSIBILITY;
    }

    /** Whether "优先", "a plus" and the like govern the mention: in its brackets, its part between commas, or its clause. */
    private static boolean isOptional(FoldedText text, Clause clause, FoundSkill skill) {
        for (CueMatch match : clause.cues()) {
            if (match.cue().is(Cue.Kind.OPTIONAL)) {
                int bracket = openBracket(text, clause, match.from());
                if (bracket >= 0) {
                    if (skill.from() > bracket && openBracket(text, clause, skill.from()) == bracket) {
                        return true;
                    }
                } else if (skill.to() > scopeFrom(text, clause, match)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** "熟练掌握 Go，竞赛获奖者优先" prefers the prize only: behind a level cue, a part with words of its own stands alone. */
    private static int scopeFrom(FoldedText text, Clause clause, CueMatch optional) {
        int from = optional.from();
        while (from > clause.from() && text.charAt(from - 1) != ',') {
            from--;
        }
        boolean ownWords = optional.from() - from > OWN_WORDS;
        return ownWords && beginsWithLevel(clause) ? from : clause.from();
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

    /** "熟悉 PyTorch" among the duties is asked of the applicant all the same; "了解行业动态" is not. */
    private static boolean beginsWithDemand(Clause clause, FoundSkill skill) {
        if (!beginsWithLevel(clause)) {
            return false;
        }
        CueMatch first = clause.cues().get(0);
        Cue.Meaning level = first.cue().as(Cue.Kind.LEVEL);
        return !first.cue().is(Cue.Kind.DUTY)
                && level != null
                && level.before() != null
                && (level.before().compareTo(ProficiencyLevel.FAMILIAR) >= 0 || skill.from() - first.to() <= 2);
    }

    /** The level of the nearest cue before the mention, or else of the words behind it. */
    static ProficiencyLevel level(FoldedText text, Clause clause, FoundSkill skill) {
        List<CueMatch> cues = clause.cues();
        int next = 0;
        ProficiencyLevel before = ProficiencyLevel.UNSPECIFIED;
        boolean wasOpened = false;
        int lastTo = Integer.MIN_VALUE / 2;
        for (; next < cues.size() && cues.get(next).from() < skill.to(); next++) {
            CueMatch match = cues.get(next);
            if (match.to() > skill.to()) {
                // "AI应用开发经验": the mention's own end is the beginning of the cue.
                break;
            }
            if (match.to() > skill.from()) {
                continue;
            }
            Cue.Meaning meaning = match.cue().as(Cue.Kind.LEVEL);
            if (meaning != null && meaning.before() != null) {
                // "strong background in", "深入理解并熟练掌握": cues side by side count as the stronger.
                boolean beside =
                        match.from() - lastTo <= BESIDE && meaning.before().compareTo(before) < 0;
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
        return behind != ProficiencyLevel.UNSPECIFIED ? behind : beforeBracket(text, clause, skill);
    }

    /** "有框架使用经验（PyTorch）": what stands in front of the bracket governs what is inside. */
    private static ProficiencyLevel beforeBracket(FoldedText text, Clause clause, FoundSkill skill) {
        int bracket = openBracket(text, clause, skill.from());
        for (CueMatch match : clause.cues()) {
            Cue.Meaning meaning = match.cue().as(Cue.Kind.LEVEL);
            if (meaning != null && meaning.after() != null && match.to() == bracket) {
                return meaning.after();
            }
        }
        return ProficiencyLevel.UNSPECIFIED;
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
