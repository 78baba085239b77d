package dev.nextskill.planner.path;

import dev.nextskill.planner.curriculum.Curriculum;
import dev.nextskill.planner.market.PostingSignatures.Snapshot;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Remembers the demand of the goals last asked for, while the postings stay the same: reading them all takes longer than planning. */
final class GoalDemands {

    /** A demand of a million postings takes some tens of megabytes. */
    private static final int REMEMBERED = 8;

    private final Curriculum curriculum;
    private final Objective objective;
    private final Map<Key, GoalDemand> demands = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, GoalDemand> eldest) {
            return size() > REMEMBERED;
        }
    };
    private long revision;

    GoalDemands(Curriculum curriculum, Objective objective) {
        this.curriculum = curriculum;
        this.objective = objective;
    }

    // The day: a posting dated later counts as of today.
    private record Key(Set<String> roleClasses, LocalDate today) {}

    /** One at a time: two who ask for the same must not both compute it. */
    synchronized GoalDemand of(Snapshot postings, Set<String> roleClasses, LocalDate today) {
        if (revision != postings.revision()) {
            demands.clear();
            revision = postings.revision();
        }
        return demands.computeIfAbsent(
                new Key(roleClasses, today),
                key -> GoalDemand.of(postings.postings(), roleClasses, curriculum, objective, today));
    }
}
