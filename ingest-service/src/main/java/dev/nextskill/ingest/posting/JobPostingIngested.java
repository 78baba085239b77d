package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.source.SourceDocument.Ocr;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The event {@code dev.nextskill.job-posting.ingested.v1}; the shape is {@code contracts/job-postings/v1/schema.json}.
 *
 * @param receivedAt UTC, to the millisecond
 * @param ocr only for screenshots
 * @param textSha256 of the text's UTF-8 bytes, lower-case hexadecimal
 */
record JobPostingIngested(
        UUID postingId,
        JobSource source,
        Instant receivedAt,
        @Nullable String title,
        @Nullable String company,
        @Nullable String location,
        @Nullable LocalDate datePosted,
        TextLanguage language,
        @Nullable Ocr ocr,
        String text,
        String textSha256) {

    static JobPostingIngested of(UUID postingId, ReceivedPosting posting, JobSource source, Instant receivedAt) {
        return new JobPostingIngested(
                postingId,
                source,
                receivedAt.truncatedTo(ChronoUnit.MILLIS),
                posting.title(),
                posting.company(),
                posting.location(),
                posting.datePosted(),
                TextLanguage.of(posting.text()),
                posting.ocr(),
                posting.text(),
                sha256(posting.text()));
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(PostingId.digest("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
