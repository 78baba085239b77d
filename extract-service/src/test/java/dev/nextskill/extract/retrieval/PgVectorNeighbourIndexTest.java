package dev.nextskill.extract.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract on a real PostgreSQL with pgvector, in a database of its own; see deploy/local/pgvector.sh. */
class PgVectorNeighbourIndexTest extends NeighbourIndexContract {

    private static final String MODEL = "test";

    private static @Nullable AgroalDataSource database;

    @BeforeAll
    static void connect() {
        String url = System.getProperty("nextskill.pgvector.url", "");
        Assumptions.assumeFalse(
                url.isEmpty(),
                "No PostgreSQL with pgvector: run deploy/local/pgvector.sh start DIR and pass what it prints as -Dnextskill.pgvector.url=URL");
        database = RetrievalWiring.pool(url, Optional.empty(), Optional.empty(), 2);
    }

    @AfterAll
    static void disconnect() {
        if (database != null) {
            database.close();
        }
    }

    private static AgroalDataSource database() {
        AgroalDataSource connected = database;
        if (connected == null) {
            throw new IllegalStateException("connect() was not run");
        }
        return connected;
    }

    @Override
    NeighbourIndex index() {
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table if exists posting_vector, posting_vector_state");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new PgVectorNeighbourIndex(database(), MODEL);
    }

    @Test
    void what_was_filled_in_is_there_after_a_restart_and_for_other_instances() {
        index().put(List.of(vector(1, 7, 1, 0)));

        NeighbourIndex again = new PgVectorNeighbourIndex(database(), MODEL);

        assertThat(again.upTo()).isEqualTo(7);
        assertThat(again.nearest(vector(0, 0, 1, 0).vector(), 5, 0.5))
                .extracting(Neighbour::postingId)
                .containsExactly(id(1));
    }

    @Test
    void vectors_of_another_model_are_forgotten() {
        index().put(List.of(vector(1, 7, 1, 0)));

        NeighbourIndex other = new PgVectorNeighbourIndex(database(), "another");

        assertThat(other.upTo()).isZero();
        assertThat(other.nearest(vector(0, 0, 1, 0).vector(), 5, -1)).isEmpty();
    }

    @Test
    void the_index_is_hnsw_and_a_search_uses_it() throws SQLException {
        index().put(List.of(vector(1, 1, 1, 0)));
        try (Connection connection = database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set enable_seqscan = off");
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery(
                    "explain select embedding_id from posting_vector order by embedding <=> (select embedding from posting_vector limit 1) limit 20")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            statement.execute("reset enable_seqscan");
            assertThat(plan.toString()).contains("posting_vector_nearest");
            try (ResultSet rows = statement.executeQuery(
                    "select indexdef from pg_indexes where indexname = 'posting_vector_nearest'")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).contains("hnsw").contains("vector_cosine_ops");
            }
        }
    }
}
