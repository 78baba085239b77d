package dev.nextskill.extract.extraction;

import dev.nextskill.extract.duplicate.TextSignature;
import dev.nextskill.extract.extraction.PostingRequirements.ExtractedBy;
import dev.nextskill.extract.outbox.OutboxEvent;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What became of a record of {@code job-postings.v1}. */
public sealed interface ExtractionOutcome {

    /** Does one or the other; stands in for the exhaustive {@code switch} that Java 17 lacks. */
    void match(Consumer<? super Extracted> extracted, Consumer<? super Unusable> unusable);

    /**
     * Read: to be stored and published.
     *
     * @param payload the event as JSON, byte for byte as it is published
     * @param signature to find postings that repeat this one; none if the text is too short
     */
    record Extracted(
            JobPostingIngested posting,
            SkillRequirementsExtracted event,
            String payload,
            Optional<TextSignature> signature)
            implements ExtractionOutcome {

        /** UUIDv5 of {@code https://nextskill.dev/contracts/skill-requirements/v1} in the RFC's namespace of URLs. */
        private static final UUID EVENTS = UUID.fromString("4dc33c81-323d-56f6-a4d2-763c7d135d0b");

        private static final String EVENT_TYPE = "dev.nextskill.skill-requirements.extracted.v1";

        @Override
        public void match(Consumer<? super Extracted> extracted, Consumer<? super Unusable> unusable) {
            extracted.accept(this);
        }

        /** As it is published. */
        public OutboxEvent told() {
            return new OutboxEvent(
                    postingId(), eventId(), EVENT_TYPE, payload, event.extractedAt(), posting.traceparent());
        }

        /** The same, of a posting that came in this trace. */
        Extracted inTrace(@Nullable String traceparent) {
            return new Extracted(posting.inTrace(traceparent), event, payload, signature);
        }

        /** Whether a model is to read the posting yet. */
        public boolean isDegraded() {
            return event.extractor().degraded();
        }

        public UUID postingId() {
            return posting.postingId();
        }

        /** Follows from the posting, the extractor's version and the payload: the same event has the same id. */
        public UUID eventId() {
            ExtractedBy by = event.extractor();
            return NameBasedId.of(
                    EVENTS,
                    String.join(
                            "\n",
                            postingId().toString(),
                            by.engine(),
                            by.model() == null ? "" : by.model(),
                            by.promptVersion() == null ? "" : by.promptVersion(),
                            by.vocabularyVersion(),
                            sha256(payload)));
        }

        /** SHA-256 of the text's UTF-8 bytes; computed, because a sender may err. */
        public String textSha256() {
            return sha256(posting.text());
        }

        private static String sha256(String text) {
            return HexFormat.of().formatHex(NameBasedId.digest("SHA-256", text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /**
     * Of no use, now or later: to be kept as a dead letter.
     *
     * @param reason a short text: what is wrong, what to do
     * @param cause the exception's class
     */
    record Unusable(String reason, String cause) implements ExtractionOutcome {

        private static final int LONGEST_REASON = 500;

        @Override
        public void match(Consumer<? super Extracted> extracted, Consumer<? super Unusable> unusable) {
            unusable.accept(this);
        }

        /** The failure as a dead letter tells it. */
        public static Unusable because(Throwable failure) {
            Throwable root = failure;
            while (root.getCause() != null && root.getCause() != root) {
                root = root.getCause();
            }
            String message = root.getMessage();
            return because(
                    message == null ? "No more is known than " + root.getClass().getSimpleName() : message, root);
        }

        /** The failure, in words of ours. */
        static Unusable because(String reason, Throwable failure) {
            String line = reason.lines().findFirst().orElse("");
            return new Unusable(
                    line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…",
                    failure.getClass().getName());
        }
    }
}
