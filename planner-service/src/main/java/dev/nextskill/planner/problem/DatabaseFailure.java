package dev.nextskill.planner.problem;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a failure says about the database: which of its causes comes from there, and whether waiting helps. SQLSTATEs: PostgreSQL's manual, appendix A. */
public final class DatabaseFailure {

    private DatabaseFailure() {}

    /**
     * Whether PostgreSQL cannot be reached or takes no more: classes 08 connection, 53 resources, 57P shut down or starting, or the pool
     * gave no connection in time.
     */
    public static boolean isConnectionTrouble(Throwable failure) {
        return sqlCauses(failure).anyMatch(DatabaseFailure::isConnectionTrouble);
    }

    private static boolean isConnectionTrouble(SQLException sql) {
        String state = sql.getSQLState();
        if (state == null) {
            // Agroal's own exceptions carry words only.
            return String.valueOf(sql.getMessage()).contains("cquisition timeout");
        }
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }

    /**
     * Whether trying again may succeed: trouble with the connection, or what other transactions, operators and disks do (classes 25, 40,
     * 55, 57, 58), or what is wrong with the installation rather than with any data (42: tables or rights missing).
     */
    public static boolean isTransient(Throwable failure) {
        return sqlCauses(failure)
                .anyMatch(sql -> isConnectionTrouble(sql)
                        || Stream.of("25", "40", "42", "55", "57", "58")
                                .anyMatch(String.valueOf(sql.getSQLState())::startsWith));
    }

    /** What PostgreSQL itself said, the last of it: the exceptions around it repeat the statement with all its values. */
    public static Optional<SQLException> sqlCause(Throwable failure) {
        return sqlCauses(failure).reduce((first, second) -> second);
    }

    private static Stream<SQLException> sqlCauses(Throwable failure) {
        // A chain of causes may be a circle.
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return Stream.iterate(failure, each -> each != null && seen.add(each), Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .flatMap(sql -> Stream.iterate(sql, each -> each != null, SQLException::getNextException));
    }
}
