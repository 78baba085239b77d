package dev.nextskill.extract.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.Session;

/**
 * The table of the postings that are to be read again; a posting waits once. All methods work in the caller's transaction. Rows are
 * locked in the order of their ids, so that two transactions never wait for each other in a circle.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class ExtractionTaskRepository {

    // What was known of an earlier text's attempts says nothing of this one's; who reads it now reads in vain.
    private static final String ENQUEUE = """
            insert into extraction_task (posting_id, first_reading, not_before, created_at)
            select id, true, now.at, now.at from unnest(?::uuid[]) id, (select ?::timestamptz at) now order by id
            on conflict (posting_id) do update set
                first_reading = true, attempts = 0, failures = 0, not_before = excluded.not_before, lease = null,
                given_up = false, last_error = null""";

    // A lease that still stands in the row ran out: the attempt before this one died.
    private static final String TAKE = """
            update extraction_task task
            set lease = ?, not_before = ?, attempts = attempts + 1, failures = failures + (lease is not null)::int
            from (
                select posting_id from extraction_task
                where not given_up and first_reading = ? and not_before <= ?
                order by not_before, posting_id limit ?
                for update skip locked) next
            where task.posting_id = next.posting_id
            returning task.posting_id, task.re_extraction_id, task.attempts, task.failures""";

    private static final String HOLD = "select 1 from extraction_task where posting_id = ? and lease = ? for update";

    private static final String FINISH =
            "delete from extraction_task where posting_id = ? and lease = ? returning re_extraction_id";

    private static final String DONE = "update re_extraction set done = done + 1 where id = ?";

    private static final String POSTPONE = """
            update extraction_task
            set lease = null, not_before = ?, failures = failures + ?, last_error = ?, given_up = ?
            where posting_id = ? and lease = ?""";

    private static final String RELEASE = """
            update extraction_task set lease = null, not_before = ?, attempts = attempts - 1
            where (posting_id, lease) in (select * from unnest(?::uuid[], ?::uuid[]))""";

    private static final String WAITS =
            "select exists (select from extraction_task where posting_id = ? and not given_up)";

    private static final String COUNTS =
            "select count(*) filter (where not given_up), count(*) filter (where given_up) from extraction_task";

    private static final int LONGEST_ERROR = 500;

    private final EntityManager entities;

    ExtractionTaskRepository(EntityManager entities) {
        this.entities = entities;
    }

    /** The model owes these postings their first reading, due at once; what was known of earlier attempts is forgotten. */
    public void enqueue(Collection<UUID> postings, Instant now) {
        if (postings.isEmpty()) {
            return;
        }
        run(connection -> {
            try (PreparedStatement enqueue = connection.prepareStatement(ENQUEUE)) {
                enqueue.setArray(1, connection.createArrayOf("uuid", postings.toArray()));
                enqueue.setObject(2, now.atOffset(ZoneOffset.UTC));
                return enqueue.executeUpdate();
            }
        });
    }

    /**
     * Leases tasks that are due and that nobody else holds: first readings first, then the earliest due.
     *
     * @param length after which the task is due again, whatever became of its holder
     */
    public List<LeasedTask> take(int most, Instant now, Duration length) {
        UUID lease = UUID.randomUUID();
        return run(connection -> {
            List<LeasedTask> taken = new ArrayList<>();
            try (PreparedStatement take = connection.prepareStatement(TAKE)) {
                for (boolean first : new boolean[] {true, false}) {
                    if (taken.size() < most) {
                        take.setObject(1, lease);
                        take.setObject(2, now.plus(length).atOffset(ZoneOffset.UTC));
                        take.setBoolean(3, first);
                        take.setObject(4, now.atOffset(ZoneOffset.UTC));
                        take.setInt(5, most - taken.size());
                        try (ResultSet rows = take.executeQuery()) {
                            while (rows.next()) {
                                taken.add(new LeasedTask(
                                        rows.getObject(1, UUID.class),
                                        rows.getObject(2, UUID.class),
                                        lease,
                                        rows.getInt(3),
                                        rows.getInt(4)));
                            }
                        }
                    }
                }
            }
            return List.copyOf(taken);
        });
    }

    /** Whether the lease is still the holder's; if so it stays until the transaction ends. */
    public boolean hold(LeasedTask task) {
        return run(connection -> {
            try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
                hold.setObject(1, task.postingId());
                hold.setObject(2, task.lease());
                try (ResultSet rows = hold.executeQuery()) {
                    return rows.next();
                }
            }
        });
    }

    /** Deletes a task that is done, and counts it; nothing happens if its lease is another's. */
    public void finish(LeasedTask task) {
        run(connection -> {
            UUID reExtraction = null;
            try (PreparedStatement finish = connection.prepareStatement(FINISH)) {
                finish.setObject(1, task.postingId());
                finish.setObject(2, task.lease());
                try (ResultSet rows = finish.executeQuery()) {
                    if (rows.next()) {
                        reExtraction = rows.getObject(1, UUID.class);
                    }
                }
            }
            if (reExtraction != null) {
                try (PreparedStatement done = connection.prepareStatement(DONE)) {
                    done.setObject(1, reExtraction);
                    done.executeUpdate();
                }
            }
            return reExtraction != null;
        });
    }

    /** Puts a task back, for no fault of its own. */
    public void postpone(LeasedTask task, Instant notBefore, String why) {
        putBack(task, notBefore, why, 0, false);
    }

    /** Puts a task back that failed by itself. */
    public void retry(LeasedTask task, Instant notBefore, String error) {
        putBack(task, notBefore, error, 1, false);
    }

    /** Keeps a task for people to look at; no worker takes it any more. */
    public void giveUp(LeasedTask task, Instant now, String error) {
        putBack(task, now, error, 1, true);
    }

    /** Puts tasks back that were taken and not tried. */
    public void release(Collection<LeasedTask> tasks, Instant now) {
        run(connection -> {
            try (PreparedStatement release = connection.prepareStatement(RELEASE)) {
                release.setObject(1, now.atOffset(ZoneOffset.UTC));
                release.setArray(
                        2,
                        connection.createArrayOf(
                                "uuid",
                                tasks.stream().map(LeasedTask::postingId).toArray()));
                release.setArray(
                        3,
                        connection.createArrayOf(
                                "uuid", tasks.stream().map(LeasedTask::lease).toArray()));
                return release.executeUpdate();
            }
        });
    }

    /** Whether a posting waits to be read again. */
    public boolean waits(UUID posting) {
        return run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(WAITS)) {
                query.setObject(1, posting);
                try (ResultSet rows = query.executeQuery()) {
                    rows.next();
                    return rows.getBoolean(1);
                }
            }
        });
    }

    public TaskCounts counts() {
        return run(connection -> {
            try (PreparedStatement query = connection.prepareStatement(COUNTS);
                    ResultSet rows = query.executeQuery()) {
                rows.next();
                return new TaskCounts(rows.getLong(1), rows.getLong(2));
            }
        });
    }

    private void putBack(LeasedTask task, Instant notBefore, String error, int failures, boolean givenUp) {
        run(connection -> {
            try (PreparedStatement postpone = connection.prepareStatement(POSTPONE)) {
                postpone.setObject(1, notBefore.atOffset(ZoneOffset.UTC));
                postpone.setInt(2, failures);
                // PostgreSQL's text cannot hold U+0000.
                String line = error.replace('\0', ' ');
                postpone.setString(3, line.length() > LONGEST_ERROR ? line.substring(0, LONGEST_ERROR) : line);
                postpone.setBoolean(4, givenUp);
                postpone.setObject(5, task.postingId());
                postpone.setObject(6, task.lease());
                return postpone.executeUpdate();
            }
        });
    }

    private <T> T run(Work<T> work) {
        return entities.unwrap(Session.class).doReturningWork(work::with);
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
