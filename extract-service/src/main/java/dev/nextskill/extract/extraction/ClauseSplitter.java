package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.Clause.CueMatch;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.PhraseTrie;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a statement at the commas behind which a new ask begins: "熟悉 Go, Python，有 Docker 经验者优先" is two clauses. A comma
 * inside brackets, or before a part that begins without a cue, is one of an enumeration.
 */
final class ClauseSplitter {

    /** How far into a part its cue may stand: behind "并且", "同时", "对于". */
    private static final int LONGEST_LEAD = 4;

    private final PhraseTrie<Cue> cues;

    ClauseSplitter(PhraseTrie<Cue> cues) {
        this.cues = cues;
    }

    List<Clause> clauses(FoldedText text, Statement statement) {
        List<CueMatch> found = new ArrayList<>();
        for (PhraseTrie.Match<Cue> match : cues.scan(text, statement.from(), statement.to())) {
            if (!match.value().is(Cue.Kind.NEUTRAL)) {
                found.add(new CueMatch(match.from(), match.to(), match.value()));
            }
        }
        List<Clause> clauses = new ArrayList<>();
        int from = statement.from();
        int depth = 0;
        int next = 0;
        for (int at = statement.from(); at < statement.to(); at++) {
            char c = text.charAt(at);
            if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth = Math.max(0, depth - 1);
            } else if (c == ',' && depth == 0) {
                while (next < found.size() && found.get(next).from() <= at) {
                    next++;
                }
                if (next < found.size() && beginsAsk(found.get(next), at + 1)) {
                    clauses.add(clause(from, at, found));
                    from = at + 1;
                }
            }
        }
        clauses.add(clause(from, statement.to(), found));
        return clauses;
    }

    private static boolean beginsAsk(CueMatch match, int partFrom) {
        if (match.from() - partFrom > (match.cue().isOnlyAtStart() ? 1 : LONGEST_LEAD)) {
            return false;
        }
        Cue.Meaning level = match.cue().as(Cue.Kind.LEVEL);
        return (level != null && level.before() != null)
                || match.cue().is(Cue.Kind.OPENER)
                || match.cue().is(Cue.Kind.DUTY)
                || match.cue().prefersBehind()
                || match.cue().is(Cue.Kind.NEGATION);
    }

    /** Takes the cues of the clause; those that count only at its start are dropped elsewhere. */
    private static Clause clause(int from, int to, List<CueMatch> found) {
        List<CueMatch> inside = new ArrayList<>();
        for (int i = firstFrom(found, from); i < found.size() && found.get(i).from() < to; i++) {
            CueMatch match = found.get(i);
            if (!match.cue().isOnlyAtStart() || match.from() - from <= 1) {
                inside.add(match);
            }
        }
        return new Clause(from, to, inside);
    }

    private static int firstFrom(List<CueMatch> found, int from) {
        int low = 0;
        int high = found.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (found.get(middle).from() < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
