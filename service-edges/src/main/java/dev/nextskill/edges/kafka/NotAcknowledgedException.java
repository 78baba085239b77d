package dev.nextskill.edges.kafka;

/** Kafka did not confirm every record: each of them may or may not have arrived, so all must be sent again. */
public final class NotAcknowledgedException extends RuntimeException {

    NotAcknowledgedException(int records, Throwable cause) {
        super("Kafka did not acknowledge all of %d records: %s".formatted(records, cause.getMessage()), cause);
    }
}
