package dev.nextskill.edges.problem;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a failure says about the database: whether it is away, whether waiting helps, and what it said itself. SQLSTATEs: appendix
 * A of PostgreSQL's manual.
 */
public final class DatabaseFailure {

    /**
     * Beginnings of SQLSTATEs of an outage: 08 connection exception, 57P operator intervention, that is a shutdown or a start, 53
     * insufficient resources, for instance too many connections.
     */
    private static final List<String> OUTAGE = List.of("08", "57P", "53");

    /**
     * What passes though the database is there: what other transactions, operators and disks do (25, 40, 55, 57, 58), and what is
     * wrong with the installation rather than with any data (42: tables or rights missing).
     */
    private static final List<String> PASSING = List.of("25", "40", "42", "55", "57", "58");

    /** Agroal tells of an exhausted pool in words only: "Sorry, acquisition timeout!", and two others with the same words. */
    private static final String POOL_EXHAUSTED = "acquisition timeout";

    private DatabaseFailure() {}

    /** Whether PostgreSQL cannot be reached or takes no more, or the pool gave no connection in time. */
    public static boolean isOutage(Throwable failure) {
        return sqlCauses(failure).stream().anyMatch(DatabaseFailure::tellsOfAnOutage);
    }

    /** Whether the same statement may succeed later: an outage, or what is not the fault of its data. */
    public static boolean isTransient(Throwable failure) {
        return sqlCauses(failure).stream().anyMatch(sql -> tellsOfAnOutage(sql) || begins(sql.getSQLState(), PASSING));
    }

    /** What PostgreSQL itself said, the last of it: the exceptions around it repeat the statement with all its values. */
    public static Optional<SQLException> sqlCause(Throwable failure) {
        return sqlCauses(failure).stream().reduce((first, second) -> second);
    }

    private static boolean tellsOfAnOutage(SQLException failure) {
        String state = failure.getSQLState();
        String message = failure.getMessage();
        return state == null
                ? message != null && message.toLowerCase(Locale.ROOT).contains(POOL_EXHAUSTED)
                : begins(state, OUTAGE);
    }

    private static boolean begins(@Nullable String state, List<String> beginnings) {
        return state != null && beginnings.stream().anyMatch(state::startsWith);
    }

    /** Among the causes, the next ones of a batch and, as after a failed commit, the suppressed; nearest first, circles once. */
    private static List<SQLException> sqlCauses(Throwable failure) {
        List<SQLException> found = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Throwable> left = new ArrayDeque<>();
        left.add(failure);
        while (!left.isEmpty()) {
            Throwable each = left.remove();
            if (!seen.add(each)) {
                continue;
            }
            left.addAll(List.of(each.getSuppressed()));
            if (each.getCause() != null) {
                left.add(each.getCause());
            }
            if (each instanceof SQLException sql) {
                found.add(sql);
                if (sql.getNextException() != null) {
                    left.add(sql.getNextException());
                }
            }
        }
        return List.copyOf(found);
    }
}
