package dev.nextskill.extract.outbox;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.sql.PreparedStatement;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.hibernate.Session;

/** The events that wait. */
@ApplicationScoped
public class OutboxRepository implements PanacheRepository<OutboxEntity> {

    /** What {@code jakarta.persistence.lock.timeout} says in Hibernate for SKIP LOCKED. */
    private static final int SKIP_LOCKED = -2;

    private static final String INSERT = """
            insert into outbox (posting_id, event_id, event_type, payload, created_at, traceparent)
            values (?, ?, ?, ?, ?, ?)""";

    /** Lets the events wait, in the caller's transaction, which stores what they tell. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(Collection<OutboxEvent> events) {
        // Plain JDBC: Hibernate does not batch the insertion of rows whose id the database gives.
        getEntityManager().unwrap(Session.class).doWork(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                for (OutboxEvent event : events) {
                    insert.setObject(1, event.postingId());
                    insert.setObject(2, event.eventId());
                    insert.setString(3, event.eventType());
                    insert.setString(4, event.payload());
                    insert.setObject(5, event.createdAt().atOffset(ZoneOffset.UTC));
                    insert.setString(6, event.traceparent());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    /** The oldest rows that no other instance is publishing, locked until the transaction ends. */
    List<OutboxEntity> lockOldest(int most) {
        return find("order by id")
                .page(0, most)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .withHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .list();
    }

    void deleteAll(List<OutboxEntity> published) {
        delete("id in ?1", published.stream().map(row -> row.id).toList());
    }
}
