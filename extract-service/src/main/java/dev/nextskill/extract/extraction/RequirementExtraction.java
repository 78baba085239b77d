package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.nextskill.extract.duplicate.TextSignature;
import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.extract.extraction.ExtractionOutcome.Unusable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The story of this service: a posting comes in, an extractor reads what it asks for, and the outcome says what to store and
 * publish. {@link JobPostingConsumer} brings the records and carries the outcome out; {@link ExtractionResource} shows the same
 * without storing anything.
 *
 * <p>Safe to share between threads.
 */
public final class RequirementExtraction {

    /**
     * Kafka takes records up to 1 MiB unless told otherwise; one that never fits would stop all behind it. The rest is for
     * headers and for {@code duplicateOf}, which comes later.
     */
    private static final int LARGEST_PAYLOAD = 1_000_000;

    private final RequirementExtractor extractor;
    private final ObjectReader postings;
    private final ObjectWriter events;
    private final Clock clock;
    private final boolean standsIn;
    private final Supplier<CorrectedMentions> corrected;

    public RequirementExtraction(RequirementExtractor extractor, ObjectMapper json, Clock clock) {
        this(extractor, json, clock, false);
    }

    /** @param standsIn whether the extractor stands in for a model that reads the stored postings later */
    public RequirementExtraction(RequirementExtractor extractor, ObjectMapper json, Clock clock, boolean standsIn) {
        this(extractor, json, clock, standsIn, () -> CorrectedMentions.NONE);
    }

    /** @param corrected what people made of unlinked mentions in other postings; holds for every reading, of whatever engine */
    RequirementExtraction(
            RequirementExtractor extractor,
            ObjectMapper json,
            Clock clock,
            boolean standsIn,
            Supplier<CorrectedMentions> corrected) {
        this.corrected = corrected;
        this.extractor = extractor;
        this.standsIn = standsIn;
        this.postings = json.readerFor(JobPostingIngested.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        this.events = json.writerFor(SkillRequirementsExtracted.class);
        this.clock = clock;
    }

    /** Reads a record's value as it came; never throws for what a sender or an extractor did wrong. */
    public ExtractionOutcome extract(byte @Nullable [] value) {
        if (value == null) {
            return new Unusable("The record has no value; send a posting.", NullPointerException.class.getName());
        }
        JobPostingIngested posting;
        try {
            posting = postings.readValue(value);
        } catch (JsonProcessingException e) {
            // A refusal of the record's own, such as a lacking field, says more than Jackson's words around it.
            return e.getCause() instanceof IllegalArgumentException refusal
                    ? Unusable.because(refusal)
                    : Unusable.because("The record is not JSON as job-postings/v1 says: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            return Unusable.because("The record is not UTF-8: " + e.getMessage(), e);
        }
        if (posting == null) {
            return new Unusable("The record is JSON null; send a posting.", NullPointerException.class.getName());
        }
        return extract(posting);
    }

    /** Reads a posting. */
    public ExtractionOutcome extract(JobPostingIngested posting) {
        return outcome(posting, words -> standsIn ? extractor.extract(words).standingIn() : extractor.extract(words));
    }

    /** What became of a posting that has been read already. */
    public ExtractionOutcome outcome(JobPostingIngested posting, PostingRequirements read) {
        return outcome(posting, words -> read);
    }

    private ExtractionOutcome outcome(JobPostingIngested posting, RequirementExtractor reader) {
        SkillRequirementsExtracted event;
        String payload;
        try {
            event = event(
                    posting.postingId(),
                    posting.receivedAt(),
                    posting.datePosted(),
                    posting.words(),
                    reader.extract(posting.words()));
            payload = events.writeValueAsString(event);
        } catch (RuntimeException | StackOverflowError | JsonProcessingException e) {
            // One posting that an engine chokes on, be it by a deep recursion, must not stop the others.
            return Unusable.because("The extractor failed: " + e, e);
        }
        int size = payload.getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST_PAYLOAD) {
            return new Unusable(
                    "The requirements need %,d bytes, more than the %,d that Kafka takes; send a shorter text."
                            .formatted(size, LARGEST_PAYLOAD),
                    IllegalStateException.class.getName());
        }
        return new Extracted(posting, event, payload, TextSignature.of(posting.text()));
    }

    /** What the event would say, had this posting come in; nothing is stored. */
    public SkillRequirementsExtracted preview(PostingText words) {
        return preview(words, extractor);
    }

    /** The same, read by another extractor. */
    public SkillRequirementsExtracted preview(PostingText words, RequirementExtractor by) {
        return event(NameBasedId.ofPosting(words.text()), null, null, words, by.extract(words));
    }

    private SkillRequirementsExtracted event(
            UUID postingId,
            @Nullable Instant receivedAt,
            @Nullable LocalDate datePosted,
            PostingText words,
            PostingRequirements bare) {
        PostingRequirements read = corrected.get().repaired(bare);
        return new SkillRequirementsExtracted(
                postingId,
                receivedAt,
                // PostgreSQL keeps microseconds: what is stored and what is published are the same instant.
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                read.extractor(),
                words.title(),
                words.company(),
                datePosted,
                read.roleClass(),
                read.education(),
                read.experience(),
                read.internship(),
                read.programmingLanguages(),
                read.requirements(),
                null);
    }
}
