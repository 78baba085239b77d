package dev.nextskill.extract.reextraction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The re-extractions that were asked for; their postings are rows of {@code extraction_task}. In the caller's transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class ReextractionRepository {

    /** A posting that waits already waits for the later re-extraction, as long as the model wanted. */
    private static final String FILL = """
            insert into extraction_task (posting_id, re_extraction_id, first_reading, not_before, created_at)
            select p.posting_id, ?, false, ?, ? from job_posting p where %s order by p.posting_id
            on conflict (posting_id) do update set
                re_extraction_id = excluded.re_extraction_id, failures = 0, given_up = false,
                not_before = case when extraction_task.given_up then excluded.not_before else extraction_task.not_before end""";

    private static final String ADD =
            "insert into re_extraction (id, filter, created_at, total, finished_at) values (?, ?::jsonb, ?, ?, ?)";

    // What the model owes anyway it still owes.
    private static final String TAKE_BACK = """
            with mine as (
                select posting_id, first_reading from extraction_task
                where re_extraction_id = ? and not given_up order by posting_id for update),
            kept as (
                update extraction_task t set re_extraction_id = null from mine
                where t.posting_id = mine.posting_id and mine.first_reading)
            delete from extraction_task t using mine where t.posting_id = mine.posting_id and not mine.first_reading""";

    private static final String CANCEL = """
            update re_extraction set cancelled_at = ?, finished_at = ? where id = ? and finished_at is null""";

    private static final String FINISH = """
            update re_extraction r set finished_at = ?
            where finished_at is null
                and not exists (select from extraction_task t where t.re_extraction_id = r.id and not t.given_up)""";

    private static final String PROGRESS = """
            select r.id, r.filter, r.total, r.done, coalesce(t.failed, 0), coalesce(t.waiting, 0), r.created_at, r.finished_at, r.cancelled_at
            from (%s) r
            left join lateral (
                select count(*) filter (where given_up) as failed, count(*) filter (where not given_up) as waiting
                from extraction_task where re_extraction_id = r.id) t on true
            order by r.created_at desc, r.id desc""";

    private static final String ONE = PROGRESS.formatted("select * from re_extraction where id = ?");

    private static final String PAGE =
            PROGRESS.formatted("select * from re_extraction order by created_at desc, id desc limit ? offset ?");

    private final EntityManager entities;

    ReextractionRepository(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Lets the postings that meet the filter wait.
     *
     * @param json the filter as it is kept
     * @return how many they are
     */
    long add(UUID id, ReextractionFilter filter, String json, Instant now) {
        return run(connection -> {
            OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
            Conditions conditions = Conditions.of(filter);
            long total;
            try (PreparedStatement fill = connection.prepareStatement(FILL.formatted(conditions.sql()))) {
                fill.setObject(1, id);
                fill.setObject(2, at);
                fill.setObject(3, at);
                conditions.bind(connection, fill, 4);
                total = fill.executeLargeUpdate();
            }
            try (PreparedStatement add = connection.prepareStatement(ADD)) {
                add.setObject(1, id);
                add.setString(2, json);
                add.setObject(3, at);
                add.setLong(4, total);
                add.setObject(5, total == 0 ? at : null);
                add.executeUpdate();
            }
            return total;
        });
    }

    /** What waits of it waits no more; what is being read is not stored. */
    void cancel(UUID id, Instant now) {
        run(connection -> {
            try (PreparedStatement takeBack = connection.prepareStatement(TAKE_BACK);
                    PreparedStatement cancel = connection.prepareStatement(CANCEL)) {
                takeBack.setObject(1, id);
                takeBack.executeUpdate();
                cancel.setObject(1, now.atOffset(ZoneOffset.UTC));
                cancel.setObject(2, now.atOffset(ZoneOffset.UTC));
                cancel.setObject(3, id);
                return cancel.executeUpdate();
            }
        });
    }

    /** Marks those of which nothing waits any more. */
    void finish(Instant now) {
        run(connection -> {
            try (PreparedStatement finish = connection.prepareStatement(FINISH)) {
                finish.setObject(1, now.atOffset(ZoneOffset.UTC));
                return finish.executeUpdate();
            }
        });
    }

    Optional<ReextractionProgress> find(UUID id) {
        return run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(ONE)) {
                query.setObject(1, id);
                return progress(query).stream().findFirst();
            }
        });
    }

    /**
     * A part of the list, the newest first.
     *
     * @param offset entries before it
     */
    List<ReextractionProgress> list(int offset, int size) {
        return run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(PAGE)) {
                query.setInt(1, size);
                query.setInt(2, offset);
                return progress(query);
            }
        });
    }

    long count() {
        return run(connection -> {
            try (PreparedStatement query = connection.prepareStatement("select count(*) from re_extraction");
                    ResultSet rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }

    private static List<ReextractionProgress> progress(PreparedStatement query) throws SQLException {
        List<ReextractionProgress> found = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                long total = rows.getLong(3);
                long done = rows.getLong(4);
                long failed = rows.getLong(5);
                long waiting = rows.getLong(6);
                Instant createdAt = rows.getObject(7, OffsetDateTime.class).toInstant();
                found.add(new ReextractionProgress(
                        rows.getObject(1, UUID.class),
                        rows.getString(2),
                        total,
                        done,
                        failed,
                        waiting,
                        Math.max(0, total - done - failed - waiting),
                        createdAt,
                        instant(rows, 8),
                        instant(rows, 9)));
            }
        }
        return List.copyOf(found);
    }

    private static @Nullable Instant instant(ResultSet rows, int column) throws SQLException {
        OffsetDateTime at = rows.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private <T> T run(Work<T> work) {
        return entities.unwrap(Session.class).doReturningWork(work::with);
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** A filter as SQL. */
    record Conditions(String sql, List<Object> values) {

        static Conditions of(ReextractionFilter filter) {
            List<String> conditions = new ArrayList<>(List.of("true"));
            List<Object> values = new ArrayList<>();
            add(conditions, values, "p.role_class = ?", filter.roleClass());
            add(
                    conditions,
                    values,
                    "exists (select from posting_skill s where s.posting_id = p.posting_id and s.skill_id = ?)",
                    filter.skill());
            add(conditions, values, "p.extractor_engine = ?", filter.engine());
            add(conditions, values, "p.extractor_vocabulary_version <> ?", filter.vocabularyVersionNot());
            add(conditions, values, "p.extractor_prompt_version is distinct from ?", filter.promptVersionNot());
            add(conditions, values, "p.extractor_model is distinct from ?", filter.modelNot());
            add(
                    conditions,
                    values,
                    "p.received_at >= ?",
                    filter.receivedSince() == null
                            ? null
                            : filter.receivedSince().atOffset(ZoneOffset.UTC));
            add(conditions, values, "p.posting_id = any (?)", filter.postingIds());
            if (filter.degraded() != null) {
                // Written so that the partial index fits.
                conditions.add(filter.degraded() ? "p.degraded" : "not p.degraded");
            }
            return new Conditions(String.join(" and ", conditions), List.copyOf(values));
        }

        private static void add(
                List<String> conditions, List<Object> values, String condition, @Nullable Object value) {
            if (value != null) {
                conditions.add(condition);
                values.add(value);
            }
        }

        void bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
            int column = first;
            for (Object value : values) {
                if (value instanceof List<?> ids) {
                    statement.setArray(column++, connection.createArrayOf("uuid", ids.toArray()));
                } else {
                    statement.setObject(column++, value);
                }
            }
        }
    }
}
