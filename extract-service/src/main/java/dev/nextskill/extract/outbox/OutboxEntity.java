package dev.nextskill.extract.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the outbox; {@link OutboxRepository} writes it in batches, past Hibernate. */
@Entity
@Immutable
@Table(name = "outbox")
class OutboxEntity {

    @Id
    Long id;

    @Column(name = "posting_id")
    UUID postingId;

    @Column(name = "event_id")
    UUID eventId;

    @Column(name = "event_type")
    String eventType;

    @Column(name = "payload")
    String payload;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "traceparent")
    @Nullable
    String traceparent;

    OutboxEvent event() {
        return new OutboxEvent(postingId, eventId, eventType, payload, createdAt, traceparent);
    }
}
