package dev.nextskill.extract.retrieval;

import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * PostgreSQL with the extension pgvector, in the service's database or another: an HNSW index by cosine (Yu. Malkov, D. Yashunin,
 * "Efficient and robust approximate nearest neighbor search using Hierarchical Navigable Small World graphs", 2016), which LangChain4j's
 * builder does not offer; so table and index are made here. Shared by all instances: how far it is filled stands beside it.
 */
final class PgVectorNeighbourIndex implements NeighbourIndex {

    /** HNSW finds no more than this many whatever the limit says; pgvector's own 40 is too few for {@link NearestPostings}. */
    static final int SEARCHED = 200;

    /** What each connection needs before it is used. */
    static final String INITIAL_SQL = "set hnsw.ef_search = " + SEARCHED;

    private static final String TABLE = "posting_vector";

    /** One instance at a time: "if not exists" fails when two make the same. */
    private static final String LOCK = "select pg_advisory_xact_lock(7340923175514)";

    private static final List<String> TABLES = List.of(
            "create extension if not exists vector",
            // The columns that LangChain4j's store expects.
            "create table if not exists %s (embedding_id uuid primary key, embedding vector(%d) not null, text text, metadata json)"
                    .formatted(TABLE, PostingEmbedding.DIMENSIONS),
            "create index if not exists %s_nearest on %s using hnsw (embedding vector_cosine_ops)"
                    .formatted(TABLE, TABLE),
            "create table if not exists %s_state (model text primary key, up_to bigint not null)".formatted(TABLE));

    private static final String UP_TO = "select up_to from %s_state where model = ?".formatted(TABLE);

    private static final String ADVANCE = """
            insert into %s_state as state (model, up_to) values (?, ?)
            on conflict (model) do update set up_to = greatest(state.up_to, excluded.up_to)""".formatted(TABLE);

    private final DataSource database;
    private final String model;
    private final PgVectorEmbeddingStore store;

    /**
     * Makes the extension, table and index where they are missing.
     *
     * @param database whose connections have run {@link #INITIAL_SQL}
     * @param model vectors of another one that the table holds are forgotten
     */
    PgVectorNeighbourIndex(DataSource database, String model) {
        this.database = database;
        this.model = model;
        prepare();
        store = PgVectorEmbeddingStore.datasourceBuilder()
                .datasource(database)
                .table(TABLE)
                .dimension(PostingEmbedding.DIMENSIONS)
                .createTable(false)
                .skipCreateVectorExtension(true)
                .build();
    }

    private void prepare() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(LOCK);
            for (String sql : TABLES) {
                statement.execute(sql);
            }
            try (PreparedStatement others =
                    connection.prepareStatement("delete from %s_state where model <> ?".formatted(TABLE))) {
                others.setString(1, model);
                if (others.executeUpdate() > 0) {
                    statement.execute("truncate " + TABLE);
                }
            }
            connection.commit();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw failure(
                    "pgvector cannot be prepared; does the server have the extension, and may this user create it?", e);
        }
    }

    @Override
    public long upTo() {
        try (Connection connection = database.getConnection()) {
            return upTo(connection);
        } catch (SQLException e) {
            throw failure("pgvector does not say how far it is filled.", e);
        }
    }

    private long upTo(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(UP_TO)) {
            query.setString(1, model);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    /** One instance at a time, so that a slow one does not put an older vector over a later. */
    @Override
    public void put(List<StoredVector> vectors) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                putLocked(connection, vectors);
                connection.commit();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw failure("pgvector cannot be filled.", e);
        }
    }

    private void putLocked(Connection connection, List<StoredVector> vectors) throws SQLException {
        try (Statement lock = connection.createStatement();
                PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            lock.execute(LOCK);
            long upTo = upTo(connection);
            List<StoredVector> unseen =
                    vectors.stream().filter(each -> each.sequence() > upTo).toList();
            if (!unseen.isEmpty()) {
                // On another connection: LangChain4j's store takes its own.
                EmbeddingStoreSearch.put(store, unseen);
                advance.setString(1, model);
                advance.setLong(2, unseen.get(unseen.size() - 1).sequence());
                advance.executeUpdate();
            }
        }
    }

    @Override
    public List<Neighbour> nearest(float[] vector, int most, double least) {
        return EmbeddingStoreSearch.nearest(store, vector, Math.min(most, SEARCHED), least);
    }

    private static IllegalStateException failure(String what, SQLException why) {
        return new IllegalStateException("%s %s".formatted(what, why.getMessage()), why);
    }
}
