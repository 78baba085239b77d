package dev.nextskill.planner.market;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The market's counters, {@code planner.market_counter}. Sets of rows travel as one JSON parameter: one statement a batch, not one a row. */
@ApplicationScoped
final class MarketCounterRepository {

    /** Any number that nobody else in the database uses; this one spells "nextskil" in ASCII. */
    private static final long MARKET_LOCK = 0x6e657874736b696cL;

    private static final String KEYS =
            "jsonb_to_recordset(cast(:rows as jsonb)) as c(role_class text, month date, kind text, subject text, detail text, n bigint)";

    private static final String COLUMNS =
            "select m.role_class, to_char(m.month, 'YYYY-MM'), m.kind, m.subject, m.detail, m.n from planner.market_counter m";

    private final EntityManager entities;
    private final ObjectMapper json;

    MarketCounterRepository(EntityManager entities, ObjectMapper json) {
        this.entities = entities;
        this.json = json;
    }

    /** Waits until no other writer of the market is at work, in this process or another; held to the end of the transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    void lock() {
        // The cast: Hibernate has no type for void.
        entities.createNativeQuery("select cast(pg_advisory_xact_lock(:lock) as text)")
                .setParameter("lock", MARKET_LOCK)
                .getSingleResult();
    }

    /** That of the newest committed change of a posting, and so of the counters; 0 without postings. */
    @Transactional(Transactional.TxType.MANDATORY)
    long revision() {
        return ((Number) entities.createNativeQuery("select coalesce(max(revision), 0) from planner.posting")
                        .getSingleResult())
                .longValue();
    }

    /** Adds differences. */
    @Transactional(Transactional.TxType.MANDATORY)
    void add(Map<CounterKey, Integer> changes) {
        if (changes.isEmpty()) {
            return;
        }
        // Not "insert … on conflict": that checks n >= 0 on the difference before it sees the conflict.
        entities.createNativeQuery("""
                        merge into planner.market_counter m using (select * from %s) c
                        on m.role_class = c.role_class and m.month = c.month and m.kind = c.kind
                            and m.subject = c.subject and m.detail = c.detail
                        when matched then update set n = m.n + c.n
                        when not matched then insert (role_class, month, kind, subject, detail, n)
                            values (c.role_class, c.month, c.kind, c.subject, c.detail, c.n)""".formatted(KEYS))
                .setParameter(
                        "rows",
                        rows(changes.entrySet().stream()
                                .map(change -> Row.of(change.getKey(), change.getValue()))
                                .toList()))
                .executeUpdate();
    }

    /** The present values of some counters. */
    @Transactional
    List<Counter> find(Collection<CounterKey> keys) {
        return counters(entities.createNativeQuery(
                        COLUMNS + " join " + KEYS + " using (role_class, month, kind, subject, detail)")
                .setParameter(
                        "rows", rows(keys.stream().map(key -> Row.of(key, 0)).toList())));
    }

    /** All counters of a role class, or of all of them, from a month on. */
    @Transactional
    List<Counter> find(Optional<String> roleClass, Optional<YearMonth> since) {
        return counters(entities.createNativeQuery(COLUMNS
                        + " where (cast(:roleClass as text) is null or m.role_class = cast(:roleClass as text))"
                        + " and (cast(:since as date) is null or m.month >= cast(:since as date))")
                .setParameter("roleClass", roleClass.orElse(null))
                .setParameter(
                        "since", since.map(month -> month.atDay(1).toString()).orElse(null)));
    }

    private static List<Counter> counters(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(row -> new Counter(
                        new CounterKey(
                                (String) row[0],
                                YearMonth.parse((String) row[1]),
                                CounterKey.Kind.ofId((String) row[2]),
                                (String) row[3],
                                (String) row[4]),
                        ((Number) row[5]).longValue()))
                .toList();
    }

    private String rows(List<Row> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings and numbers can always be written as JSON", e);
        }
    }

    // The names are those of the columns.
    record Row(String role_class, String month, String kind, String subject, String detail, long n) {

        static Row of(CounterKey key, long n) {
            return new Row(
                    key.roleClass(), key.month().atDay(1).toString(), key.kind().id(), key.subject(), key.detail(), n);
        }
    }
}
