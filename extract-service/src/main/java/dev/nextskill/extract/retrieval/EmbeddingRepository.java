package dev.nextskill.extract.retrieval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.SkillRequirementsExtracted;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The embeddings in PostgreSQL, the queue of postings that want one, and the postings that a search has found. */
@ApplicationScoped
class EmbeddingRepository {

    /** While a batch is embedded, its rows stay locked; a batch of 32 takes some seconds on a busy machine. */
    private static final int SECONDS = 300;

    /** Writers of sequences commit one after the other. */
    private static final long LOCK = 0x6E736B5F656D6264L;

    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(?)";

    private static final String OF_ANOTHER_MODEL = """
            insert into embedding_due (posting_id)
            select posting_id from posting_embedding where model < ? or model > ? order by sequence""";

    private static final String DUE = """
            select d.id, d.posting_id, p.title, p.company, p.text, e.sha256
            from embedding_due d left join job_posting p on p.posting_id = d.posting_id
            left join posting_embedding e on e.posting_id = d.posting_id and e.model = ?
            order by d.id limit ? for update of d skip locked""";

    private static final String SAVE = """
            insert into posting_embedding (posting_id, model, sha256, vector) values (?, ?, ?, ?)
            on conflict (posting_id) do update set model = excluded.model, sha256 = excluded.sha256, vector = excluded.vector,
                sequence = excluded.sequence, replaced = true""";

    private static final String DONE = "delete from embedding_due where id = any (?)";

    private static final String SINCE = """
            select posting_id, sequence, replaced, vector from posting_embedding where model = ? and sequence > ?
            order by sequence limit ?""";

    private static final String OF_WORDS =
            "select vector from posting_embedding where sha256 = ? and model = ? limit 1";

    private static final String KNOWN = """
            select posting_id, title, company, text, duplicate_of, requirements,
                corrections is not null as corrected
            from job_posting where posting_id = any (?)""";

    private final DataSource database;
    private final ObjectReader requirements;

    EmbeddingRepository(DataSource database, ObjectMapper json) {
        this.database = database;
        this.requirements = json.readerFor(SkillRequirementsExtracted.class);
    }

    /** A posting that waits for its embedding, in the transaction that has locked it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Due(long id, UUID postingId, @Nullable PostingText words, byte @Nullable [] embedded) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Fresh(UUID postingId, byte[] sha256, byte[] vector) {}

    /** Lets the postings wait whose embedding comes from another model; one that waits already is found embedded the second time. */
    int embedAnewWhatIsNotOf(String model) {
        return inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(OF_ANOTHER_MODEL)) {
                insert.setString(1, model);
                insert.setString(2, model);
                return insert.executeUpdate();
            }
        });
    }

    /**
     * Embeds the postings that have waited longest, those that another instance is at left out.
     *
     * @param gist the words of a posting that are embedded
     * @param embedding a vector of words; none if they have none
     * @return how many waited no longer; fewer than asked if no more wait
     */
    int embedDue(
            String model, int most, Function<PostingText, String> gist, Function<String, Optional<float[]>> embedding) {
        return inTransaction(connection -> {
            List<Due> due = due(connection, model, most);
            List<Fresh> fresh = new ArrayList<>();
            for (Due each : due) {
                if (each.words() == null) {
                    continue;
                }
                String words = gist.apply(each.words());
                byte[] sha256 = sha256(words);
                if (!Arrays.equals(sha256, each.embedded())) {
                    embedding
                            .apply(words)
                            .ifPresent(vector ->
                                    fresh.add(new Fresh(each.postingId(), sha256, CompactVector.encode(vector))));
                }
            }
            save(connection, model, fresh);
            try (PreparedStatement done = connection.prepareStatement(DONE)) {
                done.setArray(
                        1,
                        connection.createArrayOf(
                                "bigint", due.stream().map(Due::id).toArray()));
                done.executeUpdate();
            }
            return due.size();
        });
    }

    private static List<Due> due(Connection connection, String model, int most) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(DUE)) {
            query.setString(1, model);
            query.setInt(2, most);
            List<Due> due = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String text = rows.getString(5);
                    due.add(new Due(
                            rows.getLong(1),
                            rows.getObject(2, UUID.class),
                            text == null ? null : new PostingText(rows.getString(3), rows.getString(4), text),
                            rows.getBytes(6)));
                }
            }
            return due;
        }
    }

    private static void save(Connection connection, String model, List<Fresh> fresh) throws SQLException {
        if (fresh.isEmpty()) {
            return;
        }
        try (PreparedStatement lock = connection.prepareStatement(ONE_AT_A_TIME);
                PreparedStatement save = connection.prepareStatement(SAVE)) {
            lock.setLong(1, LOCK);
            lock.execute();
            for (Fresh each : fresh) {
                save.setObject(1, each.postingId());
                save.setString(2, model);
                save.setBytes(3, each.sha256());
                save.setBytes(4, each.vector());
                save.addBatch();
            }
            save.executeBatch();
        }
    }

    /** The embeddings written since, in the order of their sequence. */
    List<StoredVector> since(String model, long sequence, int most) {
        return withoutTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(SINCE)) {
                query.setString(1, model);
                query.setLong(2, sequence);
                query.setInt(3, most);
                List<StoredVector> vectors = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        vectors.add(new StoredVector(
                                rows.getObject(1, UUID.class),
                                rows.getLong(2),
                                rows.getBoolean(3),
                                CompactVector.decode(rows.getBytes(4))));
                    }
                }
                return vectors;
            }
        });
    }

    /** The embedding of these words, if a posting with them has been embedded. */
    Optional<float[]> find(String model, String words) {
        return withoutTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(OF_WORDS)) {
                query.setBytes(1, sha256(words));
                query.setString(2, model);
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() ? Optional.of(CompactVector.decode(rows.getBytes(1))) : Optional.empty();
                }
            }
        });
    }

    /** The stored postings with these ids, in no order. */
    List<KnownPosting> known(Collection<UUID> ids) {
        return withoutTransaction(connection -> {
            try (PreparedStatement query = connection.prepareStatement(KNOWN)) {
                query.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                List<KnownPosting> postings = new ArrayList<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        String json = rows.getString(6);
                        postings.add(new KnownPosting(
                                rows.getObject(1, UUID.class),
                                new PostingText(rows.getString(2), rows.getString(3), rows.getString(4)),
                                rows.getObject(5, UUID.class),
                                rows.getBoolean(7),
                                () -> requirements(json)));
                    }
                }
                return postings;
            }
        });
    }

    private SkillRequirementsExtracted requirements(String json) {
        try {
            return requirements.readValue(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is asked of a connection. */
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) {
        return QuarkusTransaction.requiringNew().timeout(SECONDS).call(() -> on(work));
    }

    /** Not in the caller's transaction, which a failure of ours would end. */
    private <T> T withoutTransaction(Work<T> work) {
        return QuarkusTransaction.suspendingExisting().call(() -> on(work));
    }

    private <T> T on(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The embeddings cannot be read or written: " + e.getMessage(), e);
        }
    }

    private static byte[] sha256(String words) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(words.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
