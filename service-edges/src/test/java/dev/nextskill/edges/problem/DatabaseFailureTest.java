package dev.nextskill.edges.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08006", "53300", "57P01", "57P03"})
    void a_database_that_is_away_is_an_outage_and_passes(String state) {
        assertThat(DatabaseFailure.isOutage(inside(state))).isTrue();
        assertThat(DatabaseFailure.isTransient(inside(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "57014", "58030", "25006", "42P01"})
    void what_others_or_the_installation_do_passes_but_is_no_outage(String state) {
        assertThat(DatabaseFailure.isOutage(inside(state))).isFalse();
        assertThat(DatabaseFailure.isTransient(inside(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22P05", "23514", "54000", "21000", "XX000"})
    void what_an_event_does_never_passes(String state) {
        assertThat(DatabaseFailure.isOutage(inside(state))).isFalse();
        assertThat(DatabaseFailure.isTransient(inside(state))).isFalse();
    }

    @Test
    void a_pool_without_a_free_connection_is_an_outage() {
        assertThat(DatabaseFailure.isOutage(new IllegalStateException(new SQLException("Sorry, acquisition timeout!"))))
                .isTrue();
        assertThat(DatabaseFailure.isOutage(new SQLException("no words"))).isFalse();
    }

    @Test
    void an_outage_is_found_among_the_suppressed_and_the_next() {
        IllegalStateException commit = new IllegalStateException("commit");
        commit.addSuppressed(new SQLException("", "57P02"));
        BatchUpdateException batch = new BatchUpdateException("", "40001", new int[0]);
        batch.setNextException(new SQLException("", "08003"));

        assertThat(DatabaseFailure.isOutage(commit)).isTrue();
        assertThat(DatabaseFailure.isOutage(new IllegalStateException(batch))).isTrue();
    }

    @Test
    void words_alone_are_no_outage_unless_the_pool_says_them() {
        assertThat(DatabaseFailure.isOutage(new SQLException("Acquisition timeout while waiting for new connection")))
                .isTrue();
        assertThat(DatabaseFailure.isOutage(new IllegalStateException("acquisition timeout of another kind")))
                .isFalse();
    }

    @Test
    void failures_in_a_circle_are_looked_at_once() {
        IllegalStateException one = new IllegalStateException();
        one.initCause(new IllegalArgumentException(one));

        assertThat(DatabaseFailure.isOutage(one)).isFalse();
    }

    @Test
    void an_error_of_ours_never_passes() {
        assertThat(DatabaseFailure.isTransient(new IllegalStateException("a defect")))
                .isFalse();
    }

    @Test
    void the_cause_is_what_postgresql_itself_said() {
        assertThat(DatabaseFailure.sqlCause(inside("54000")))
                .get()
                .extracting(SQLException::getMessage)
                .isEqualTo("itself");
        assertThat(DatabaseFailure.sqlCause(new IllegalStateException())).isEmpty();
    }

    /** As Hibernate tells of a failed batch. */
    private static RuntimeException inside(@Nullable String state) {
        SQLException batch = new BatchUpdateException("the whole statement", state, new int[0]);
        batch.setNextException(new SQLException("itself", state));
        return new IllegalStateException("around it", batch);
    }
}
