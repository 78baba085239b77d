package dev.nextskill.extract.extraction;

import java.util.List;

/**
 * A part of a statement that asks in one way: it reaches over commas until words begin a new ask.
 *
 * @param cues its cue words, from left to right
 */
record Clause(int from, int to, List<CueMatch> cues) {

    /** A cue word in the text. */
    record CueMatch(int from, int to, Cue cue) {}

    Clause {
        cues = List.copyOf(cues);
    }

    boolean has(Cue.Kind kind) {
        for (CueMatch match : cues) {
            if (match.cue().is(kind)) {
                return true;
            }
        }
        return false;
    }
}
