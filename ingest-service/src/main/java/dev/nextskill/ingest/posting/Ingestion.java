package dev.nextskill.ingest.posting;

import java.util.UUID;

/** What became of a posting that was good enough to be ingested. */
record Ingestion(UUID postingId, Outcome outcome) {

    enum Outcome {
        /** Kafka has it. */
        ACCEPTED,
        /** Kafka had it already. */
        DUPLICATE,
        /** Kafka has not said that it has it; the posting may be sent again. */
        UNPUBLISHED
    }

    /** What another sender of the same words is told, who came while these were on their way. */
    Ingestion seenByRepeat() {
        return outcome == Outcome.ACCEPTED ? new Ingestion(postingId, Outcome.DUPLICATE) : this;
    }
}
