package dev.nextskill.extract.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that is to be published.
 *
 * @param postingId what it is about: the Kafka key and the CloudEvents subject
 * @param eventId the CloudEvents id, the same whenever the event is sent
 * @param eventType the CloudEvents type
 * @param payload JSON
 * @param createdAt when it happened: the CloudEvents time
 * @param traceparent the trace that it is a part of, as W3C Trace Context's header
 */
public record OutboxEvent(
        UUID postingId,
        UUID eventId,
        String eventType,
        String payload,
        Instant createdAt,
        @Nullable String traceparent) {}
