package dev.nextskill.extract.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseOutageTest {

    @ParameterizedTest
    @CsvSource({
        "08001, true", // cannot connect
        "08006, true", // connection broke
        "57P01, true", // PostgreSQL is being stopped
        "57P03, true", // PostgreSQL is starting
        "53300, true", // too many connections
        "57014, false", // statement cancelled
        "42P01, false", // no such table
        "42601, false", // syntax
        "22001, false", // text too long for its column
        "23505, false", // key is there already
        "40001, false", // serialization failure
        "XX000, false", // internal error
    })
    void the_sql_state_tells(String sqlState, boolean outage) {
        assertThat(DatabaseOutage.isBehind(
                        new PersistenceException(new IllegalStateException(new SQLException("", sqlState)))))
                .isEqualTo(outage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sorry, acquisition timeout!", "Acquisition timeout while waiting for new connection"})
    void an_exhausted_pool_is_an_outage(String message) {
        assertThat(DatabaseOutage.isBehind(new PersistenceException(new SQLException(message))))
                .isTrue();
    }

    @Test
    void what_says_nothing_of_an_outage_is_none() {
        assertThat(DatabaseOutage.isBehind(new PersistenceException())).isFalse();
        assertThat(DatabaseOutage.isBehind(new PersistenceException(new SQLException())))
                .isFalse();
        assertThat(DatabaseOutage.isBehind(new PersistenceException("acquisition timeout of another kind")))
                .isFalse();
    }

    @Test
    void an_outage_is_found_among_the_suppressed_and_the_next() {
        PersistenceException commit = new PersistenceException("commit");
        commit.addSuppressed(new SQLException("", "57P02"));
        assertThat(DatabaseOutage.isBehind(commit)).isTrue();

        BatchUpdateException batch = new BatchUpdateException("", "40001", new int[0]);
        batch.setNextException(new SQLException("", "08003"));
        assertThat(DatabaseOutage.isBehind(new PersistenceException(batch))).isTrue();
    }

    @Test
    void failures_in_a_circle_are_looked_at_once() {
        IllegalStateException one = new IllegalStateException();
        one.initCause(new PersistenceException(one));

        assertThat(DatabaseOutage.isBehind(one)).isFalse();
    }
}
