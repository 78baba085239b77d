package dev.nextskill.extract.duplicate;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The signatures of the stored postings. A posting repeats the earliest one, by the instant it was received, that it is like enough: so
 * the answer depends on what is stored, not on the order, the batch or the instance in which it came. All methods work in the caller's
 * transaction and on its connection.
 */
@ApplicationScoped
public class SignatureRepository {

    /** Any number that nobody else locks in this database. */
    private static final long LOCK = 0x6E736B5F64757073L;

    // A statement of its own, so that the next one sees what the former holder committed.
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(?)";

    private static final String ADD = """
            insert into posting_signature (posting_id, received_at, company, title, signature) values (?, ?, ?, ?, ?)
            on conflict (posting_id) do nothing""";

    private static final String ADD_BANDS = """
            insert into posting_band (band, received_at, posting_id)
            select wanted.band, own.received_at, own.posting_id
            from unnest(?::uuid[], ?::bigint[]) as wanted (posting_id, band) join posting_signature own using (posting_id)
            on conflict do nothing""";

    private static final String EARLIER = """
            select wanted.posting_id, near.posting_id, other.company, other.title, other.signature
            from unnest(?::uuid[], ?::bigint[]) as wanted (posting_id, band)
            join posting_signature own on own.posting_id = wanted.posting_id
            cross join lateral (
                select each.received_at, each.posting_id from posting_band each
                where each.band = wanted.band and (each.received_at, each.posting_id) < (own.received_at, own.posting_id)
                order by each.received_at, each.posting_id
                limit ?) near
            join posting_signature other on other.posting_id = near.posting_id
            order by near.received_at, near.posting_id""";

    // Of those that repeat another already, nothing changes. Unlimited on purpose: none may be left out, and only a
    // posting that comes
    // late has any.
    private static final String LATER = """
            select wanted.posting_id, near.posting_id, other.company, other.title, other.signature
            from unnest(?::uuid[], ?::bigint[]) as wanted (posting_id, band)
            join posting_signature own on own.posting_id = wanted.posting_id
            join posting_band near
                on near.band = wanted.band and (near.received_at, near.posting_id) > (own.received_at, own.posting_id)
            join job_posting later on later.posting_id = near.posting_id and later.duplicate_of is null
            join posting_signature other on other.posting_id = near.posting_id
            where near.posting_id <> all (?::uuid[])
            order by own.received_at, own.posting_id""";

    private final double threshold;
    private final int candidates;

    SignatureRepository(DuplicateConfig config) {
        this.threshold = config.threshold();
        this.candidates = config.candidates();
    }

    /**
     * A posting to be compared.
     *
     * @param receivedAt when its record was received; that of its first record counts
     */
    public record ComparedPosting(UUID postingId, Instant receivedAt, TextSignature signature, PostingTraits traits) {}

    /**
     * Lets one instance at a time compare and store: two that repeat each other, stored at the same time, would not see each other. Held
     * until the transaction ends; take it before any other lock.
     */
    public void lock(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(ONE_AT_A_TIME)) {
            lock.setLong(1, LOCK);
            lock.execute();
        }
    }

    /**
     * Keeps the signatures of postings whose rows follow in the same transaction; one that is there already stays.
     *
     * @return of each posting that repeats one, in this batch or stored before, the earliest it repeats
     */
    public Map<UUID, UUID> add(Connection connection, Collection<ComparedPosting> postings) throws SQLException {
        if (postings.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            for (ComparedPosting posting : postings) {
                add.setObject(1, posting.postingId());
                add.setObject(2, posting.receivedAt().atOffset(ZoneOffset.UTC));
                add.setString(3, posting.traits().company());
                add.setString(4, posting.traits().title());
                add.setBytes(5, posting.traits().signature());
                add.addBatch();
            }
            add.executeBatch();
        }
        try (PreparedStatement add = connection.prepareStatement(ADD_BANDS)) {
            bindBands(connection, add, postings);
            add.executeUpdate();
        }
        try (PreparedStatement query = connection.prepareStatement(EARLIER)) {
            bindBands(connection, query, postings);
            query.setInt(3, candidates);
            Map<UUID, UUID> earliest = new HashMap<>();
            near(query, postings).forEach(pair -> earliest.putIfAbsent(pair.own(), pair.other()));
            return earliest;
        }
    }

    /**
     * The stored postings that repeated none so far, but repeat one of these, which came late.
     *
     * @param postings stored in this transaction
     * @return of each such posting the earliest of these that it repeats
     */
    public Map<UUID, UUID> later(Connection connection, Collection<ComparedPosting> postings) throws SQLException {
        if (postings.isEmpty()) {
            return Map.of();
        }
        try (PreparedStatement query = connection.prepareStatement(LATER)) {
            bindBands(connection, query, postings);
            query.setArray(
                    3,
                    connection.createArrayOf(
                            "uuid",
                            postings.stream().map(ComparedPosting::postingId).toArray()));
            Map<UUID, UUID> repeated = new LinkedHashMap<>();
            near(query, postings).forEach(pair -> repeated.putIfAbsent(pair.other(), pair.own()));
            return repeated;
        }
    }

    private record Pair(UUID own, UUID other) {}

    /** The pairs that are like enough, in the order of the query. */
    private List<Pair> near(PreparedStatement query, Collection<ComparedPosting> postings) throws SQLException {
        Map<UUID, PostingTraits> own = new HashMap<>();
        postings.forEach(posting -> own.put(posting.postingId(), posting.traits()));
        List<Pair> pairs = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                Pair pair = new Pair(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
                PostingTraits other = new PostingTraits(rows.getBytes(5), rows.getString(3), rows.getString(4));
                PostingTraits traits = own.get(pair.own());
                if (traits != null && traits.repeats(other, threshold)) {
                    pairs.add(pair);
                }
            }
        }
        return pairs;
    }

    private static void bindBands(
            Connection connection, PreparedStatement statement, Collection<ComparedPosting> postings)
            throws SQLException {
        List<UUID> ids = new ArrayList<>();
        List<Long> bands = new ArrayList<>();
        for (ComparedPosting posting : postings) {
            for (long band : posting.signature().bands()) {
                ids.add(posting.postingId());
                bands.add(band);
            }
        }
        statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
        statement.setArray(2, connection.createArrayOf("bigint", bands.toArray()));
    }
}
