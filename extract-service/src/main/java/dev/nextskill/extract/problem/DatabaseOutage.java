package dev.nextskill.extract.problem;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells the failures that end when PostgreSQL is back from those that another try meets again. */
final class DatabaseOutage {

    /**
     * Beginnings of SQLSTATEs (appendix A of PostgreSQL's manual): 08 connection exception, 57P operator intervention, that is a
     * shutdown or a start, 53 insufficient resources, for instance too many connections.
     */
    private static final List<String> SQL_STATES = List.of("08", "57P", "53");

    /** Agroal tells of an exhausted pool in words only: "Sorry, acquisition timeout!", and two others with the same words. */
    private static final String POOL_EXHAUSTED = "acquisition timeout";

    private DatabaseOutage() {}

    /** Whether an outage is among the failure's causes or, as after a failed commit, what they suppress. */
    static boolean isBehind(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>();
        left.add(failure);
        while (!left.isEmpty()) {
            Throwable each = left.remove();
            if (seen.add(each)) {
                if (each instanceof SQLException sql) {
                    if (isOutage(sql)) {
                        return true;
                    }
                    addIfThere(left, sql.getNextException());
                }
                addIfThere(left, each.getCause());
                left.addAll(List.of(each.getSuppressed()));
            }
        }
        return false;
    }

    private static boolean isOutage(SQLException failure) {
        String state = failure.getSQLState();
        String message = failure.getMessage();
        return state == null
                ? message != null && message.toLowerCase(Locale.ROOT).contains(POOL_EXHAUSTED)
                : SQL_STATES.stream().anyMatch(state::startsWith);
    }

    private static void addIfThere(Deque<Throwable> left, @Nullable Throwable failure) {
        if (failure != null) {
            left.add(failure);
        }
    }
}
