package dev.nextskill.planner.market;

import java.time.YearMonth;
import java.util.Locale;

/**
 * What a counter counts: postings of a role class and month, each once; not those that repeat another.
 *
 * @param subject a skill id; empty for {@link Kind#POSTING}
 * @param detail the necessity for {@link Kind#SKILL}; else empty
 */
record CounterKey(String roleClass, YearMonth month, Kind kind, String subject, String detail) {

    enum Kind {
        /** Postings. */
        POSTING,
        /** Postings that ask for the skill, by the strongest necessity. */
        SKILL,
        /** Postings that name this programming language first. */
        FIRST_LANGUAGE;

        String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Kind ofId(String id) {
            for (Kind kind : values()) {
                if (kind.id().equals(id)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("There is no counter of the kind \"%s\"".formatted(id));
        }
    }
}
