package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.Clause.CueMatch;
import dev.nextskill.extract.linking.CharacterSet;
import dev.nextskill.extract.linking.EnumerationGap;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.PhraseTrie;
import dev.nextskill.extract.linking.TokenBoundaries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds skills that the vocabulary does not know by the company they keep: names in Latin script and Chinese noun phrases
 * that stand in one enumeration with a known skill or right behind a level cue. Precise rather than greedy: a phrase must
 * end in a technical noun and hold no word of ordinary prose.
 */
final class UnlinkedMentionFinder {

    private static final int LONGEST_PHRASE = 8;
    private static final int SHORTEST_CUED_PHRASE = 4;
    private static final int SHORTEST_ITEM = 3;
    private static final int LONGEST_NAME = 40;
    /** A phrase that somebody who reads sentences takes for a name. */
    private static final int LONGEST_GIVEN_PHRASE = 16;

    private static final CharacterSet SEPARATORS = CharacterSet.of("、,/\\|()[]【】:;\"“”‘’《》");
    private static final CharacterSet JOINING_WORDS = CharacterSet.of("和与及或");
    /** Characters that make another word of a joining word behind them: "参与", "普及". */
    private static final CharacterSet BEFORE_OTHER_WORDS = CharacterSet.of("参涉普饱温共赋");

    private static final CharacterSet BEHIND_PIECE = CharacterSet.of(" .*-");

    private final UnlinkedWords words;

    UnlinkedMentionFinder(UnlinkedWords words) {
        this.words = words;
    }

    /**
     * Words between two skills or cues.
     *
     * @param chinese whether the statement is: there, a Latin word with a capital is a name; in English it need not be
     * @param gluedFrom where a skill ends without a gap: what follows goes on with its name, or -1
     * @param gluedTo where a skill begins without a gap, or -1
     */
    private record Stretch(boolean chinese, Section section, int gluedFrom, int gluedTo) {}

    /**
     * Words that may be a skill.
     *
     * @param accepted whether they are one whatever stands beside them
     * @param needsBoth whether only a skill on either side makes them one
     */
    private record Candidate(FoundSkill skill, boolean accepted, boolean needsBoth) {
        static Candidate of(FoundSkill skill, boolean accepted) {
            return new Candidate(skill, accepted, false);
        }
    }

    /** The linked skills and the unlinked mentions of a statement, from left to right. */
    List<FoundSkill> complete(FoldedText text, Statement statement, List<Clause> clauses, List<FoundSkill> linked) {
        List<CueMatch> cues = new ArrayList<>();
        for (Clause clause : clauses) {
            cues.addAll(clause.cues());
        }
        if (linked.isEmpty() && !isAsked(statement.section()) && !holdsGoverning(cues)) {
            // Nothing that would speak for a name.
            return linked;
        }
        List<Candidate> candidates = new ArrayList<>();
        int at = statement.from();
        int nextLinked = 0;
        int nextCue = 0;
        boolean chinese = isChinese(text, statement);
        while (at < statement.to()) {
            int stop = statement.to();
            int resume = stop;
            while (nextLinked < linked.size() && linked.get(nextLinked).to() <= at) {
                nextLinked++;
            }
            if (nextLinked < linked.size()) {
                stop = linked.get(nextLinked).from();
                resume = linked.get(nextLinked).to();
            }
            while (nextCue < cues.size() && cues.get(nextCue).to() <= at) {
                nextCue++;
            }
            if (nextCue < cues.size() && cues.get(nextCue).from() < stop) {
                stop = cues.get(nextCue).from();
                resume = cues.get(nextCue).to();
            }
            boolean cued = nextCue > 0 && cues.get(nextCue - 1).to() == at && governs(cues.get(nextCue - 1));
            if (stop > at) {
                boolean behindSkill =
                        nextLinked > 0 && linked.get(nextLinked - 1).to() == at;
                boolean beforeSkill =
                        nextLinked < linked.size() && linked.get(nextLinked).from() == stop;
                Stretch stretch =
                        new Stretch(chinese, statement.section(), behindSkill ? at : -1, beforeSkill ? stop : -1);
                propose(text, at, stop, cued, stretch, candidates);
            }
            at = Math.max(resume, at + 1);
        }
        if (candidates.isEmpty()) {
            return linked;
        }
        for (FoundSkill skill : linked) {
            candidates.add(Candidate.of(skill, true));
        }
        candidates.sort(Comparator.comparingInt(candidate -> candidate.skill.from()));
        return accepted(text, candidates);
    }

    /**
     * Whether words that somebody else takes for a skill may be one: no words of prose, no soft skill, no filler. What would
     * have to speak for a name here, a cue or its company, is then theirs to judge.
     */
    boolean mayName(FoldedText text, int from, int to) {
        if (to - from < 2
                || words.stops().contains(text, from, to)
                || words.fillerWords().contains(text, from, to)
                || words.heads().contains(text, from, to)) {
            return false;
        }
        if (TokenShape.isNameStart(text, from) && nameEnd(text, from, to) == to) {
            return to - from <= LONGEST_NAME && (TokenShape.looksTechnical(text, from, to) || text.isUpperCase(from));
        }
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if ((!TokenBoundaries.isHan(c) && !TokenShape.isNameCharacter(c) && c != ' ')
                    || words.breakers().longestAt(text, at, to) != null) {
                return false;
            }
        }
        return to - from <= LONGEST_GIVEN_PHRASE && holdsHan(text, from, to);
    }

    private static boolean holdsHan(FoldedText text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (TokenBoundaries.isHan(text.charAt(at))) {
                return true;
            }
        }
        return false;
    }

    private List<FoundSkill> accepted(FoldedText text, List<Candidate> candidates) {
        int n = candidates.size();
        boolean[] accepted = new boolean[n];
        boolean[] joined = new boolean[n];
        for (int i = 0; i < n; i++) {
            accepted[i] = candidates.get(i).accepted;
            joined[i] = i > 0
                    && EnumerationGap.between(
                                    text,
                                    candidates.get(i - 1).skill.to(),
                                    candidates.get(i).skill.from(),
                                    words.fillers())
                            != EnumerationGap.NONE;
        }
        for (int i = 1; i < n; i++) {
            accepted[i] |= joined[i] && accepted[i - 1] && !candidates.get(i).needsBoth;
        }
        for (int i = n - 2; i >= 0; i--) {
            accepted[i] |= joined[i + 1] && accepted[i + 1] && !candidates.get(i).needsBoth;
        }
        List<FoundSkill> skills = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            boolean between = i > 0 && i + 1 < n && joined[i] && accepted[i - 1] && joined[i + 1] && accepted[i + 1];
            if (accepted[i] || between) {
                skills.add(candidates.get(i).skill);
            }
        }
        return skills;
    }

    private static boolean isAsked(Section section) {
        return section == Section.REQUIREMENTS || section == Section.BONUS;
    }

    private static boolean holdsGoverning(List<CueMatch> cues) {
        for (CueMatch match : cues) {
            if (governs(match)) {
                return true;
            }
        }
        return false;
    }

    private static boolean governs(CueMatch match) {
        Cue.Meaning level = match.cue().as(Cue.Kind.LEVEL);
        return level != null && level.before() != null;
    }

    private static boolean isChinese(FoldedText text, Statement statement) {
        int limit = Math.min(statement.to(), statement.from() + 200);
        for (int i = statement.from(); i < limit; i++) {
            if (TokenBoundaries.isHan(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Cuts a stretch without known words into pieces and proposes those that look like a name. */
    private void propose(FoldedText text, int from, int to, boolean cued, Stretch stretch, List<Candidate> candidates) {
        int at = from;
        int pieceFrom = from;
        boolean first = cued;
        while (at <= to) {
            int resume = at == to ? to + 1 : isSeparator(text, at) ? at + 1 : cutEnd(text, at, to);
            if (resume > at) {
                if (at > pieceFrom) {
                    proposePiece(text, pieceFrom, at, first, stretch, candidates);
                    first = false;
                }
                pieceFrom = resume;
            }
            at = Math.max(at + 1, resume);
        }
    }

    private int cutEnd(FoldedText text, int at, int to) {
        PhraseTrie.Match<Boolean> cut = words.cuts().longestAt(text, at, to);
        return cut == null ? at : cut.to();
    }

    private static boolean isSeparator(FoldedText text, int at) {
        char c = text.charAt(at);
        return SEPARATORS.contains(c) || (JOINING_WORDS.contains(c) && !BEFORE_OTHER_WORDS.contains(text.at(at - 1)));
    }

    private void proposePiece(
            FoldedText text, int pieceFrom, int pieceTo, boolean cued, Stretch stretch, List<Candidate> candidates) {
        int from = pieceFrom;
        int to = pieceTo;
        for (boolean stripped = true; stripped && from < to; ) {
            stripped = false;
            if (text.charAt(from) == ' ' || text.charAt(from) == '-') {
                from++;
                stripped = true;
            } else {
                PhraseTrie.Match<Boolean> filler = words.fillers().longestAt(text, from, to);
                if (filler != null && filler.to() < to) {
                    from = filler.to();
                    stripped = true;
                }
            }
        }
        to = withoutFillersBehind(text, from, to);
        if (from >= to) {
            return;
        }
        if (TokenShape.isName(text, from, to)) {
            proposeName(text, from, to, cued && from - pieceFrom <= 1, stretch, candidates);
        } else if (stretch.chinese && nameEnd(text, from, to) > from && !isPhrase(text, from, to)) {
            // "Tiling策略": the name without what is said of it.
            proposeName(text, from, nameEnd(text, from, to), cued && from - pieceFrom <= 1, stretch, candidates);
        } else if (stretch.chinese && from != stretch.gluedFrom && to != stretch.gluedTo && isPhrase(text, from, to)) {
            boolean accepted = cued && from == pieceFrom && to - from >= SHORTEST_CUED_PHRASE;
            candidates.add(Candidate.of(FoundSkill.unlinked(from, to, FoundSkill.UNLINKED_PHRASE), accepted));
        } else if (stretch.chinese && from != stretch.gluedFrom && to != stretch.gluedTo && isItem(text, from, to)) {
            candidates.add(
                    new Candidate(FoundSkill.unlinked(from, to, FoundSkill.UNLINKED_PHRASE - 0.01), false, true));
        }
    }

    /** Where a name in Latin script that Chinese words follow ends; {@code from} if there is none. */
    private static int nameEnd(FoldedText text, int from, int to) {
        int end = from;
        while (end < to && (TokenShape.isNameCharacter(text.charAt(end)) || text.charAt(end) == ' ')) {
            end++;
        }
        while (end > from && text.charAt(end - 1) == ' ') {
            end--;
        }
        return end > from && TokenShape.isName(text, from, end) ? end : from;
    }

    private int withoutFillersBehind(FoldedText text, int from, int end) {
        int to = end;
        for (boolean stripped = true; stripped && to > from; ) {
            stripped = false;
            if (BEHIND_PIECE.contains(text.charAt(to - 1))) {
                to--;
                stripped = true;
                continue;
            }
            boolean name = TokenShape.isNameStart(text, from);
            for (int length = Math.min(4, to - from - 1); length > 0 && !stripped; length--) {
                if (words.fillerWords().contains(text, to - length, to)
                        && (name || !words.heads().contains(text, to - length, to))) {
                    to -= length;
                    stripped = true;
                }
            }
        }
        return to;
    }

    private void proposeName(
            FoldedText text, int from, int to, boolean cued, Stretch stretch, List<Candidate> candidates) {
        if (to - from < 2 || to - from > LONGEST_NAME || words.stops().contains(text, from, to)) {
            return;
        }
        if (!stretch.chinese && !TokenShape.looksTechnical(text, from, to) && !text.isUpperCase(from)) {
            return;
        }
        boolean accepted = stretch.chinese
                && isAsked(stretch.section)
                && (cued || TokenShape.looksTechnical(text, from, to) || text.isUpperCase(from));
        candidates.add(Candidate.of(FoundSkill.unlinked(from, to, FoundSkill.UNLINKED_NAME), accepted));
    }

    /** A Chinese phrase without any technical noun: a skill only where skills stand on both sides of it. */
    private boolean isItem(FoldedText text, int from, int to) {
        return to - from >= SHORTEST_ITEM && isNoun(text, from, to) && isHan(text, from, to);
    }

    private static boolean isHan(FoldedText text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!TokenBoundaries.isHan(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether nothing in the words speaks against a name. */
    private boolean isNoun(FoldedText text, int from, int to) {
        if (to - from < 2 || to - from > LONGEST_PHRASE || words.stops().contains(text, from, to)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((!TokenBoundaries.isHan(c) && !TokenShape.isNameCharacter(c) && c != ' ')
                    || words.breakers().longestAt(text, i, to) != null) {
                return false;
            }
        }
        return true;
    }

    private boolean isPhrase(FoldedText text, int from, int to) {
        if (!isNoun(text, from, to)) {
            return false;
        }
        for (int length = Math.min(5, to - from - 1); length > 0; length--) {
            if (words.heads().contains(text, to - length, to)) {
                return true;
            }
        }
        return false;
    }
}
