package dev.nextskill.extract.extraction;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A stored posting and what it asks for; {@link JobPostingRepository} writes it in batches, past Hibernate. */
@Entity
@Immutable
@Table(name = "job_posting")
class JobPostingEntity {

    @Id
    @Column(name = "posting_id")
    UUID postingId;

    @Column(name = "source_kind")
    String sourceKind;

    @Column(name = "source_name")
    String sourceName;

    @Column(name = "source_uri")
    @Nullable
    String sourceUri;

    @Column(name = "received_at")
    Instant receivedAt;

    @Column(name = "title")
    @Nullable
    String title;

    @Column(name = "company")
    @Nullable
    String company;

    @Column(name = "location")
    @Nullable
    String location;

    @Column(name = "date_posted")
    @Nullable
    LocalDate datePosted;

    @Column(name = "language")
    String language;

    @Column(name = "text")
    String text;

    @Column(name = "role_class")
    String roleClass;

    @Column(name = "first_language")
    @Nullable
    String firstLanguage;

    @Column(name = "extracted_at")
    Instant extractedAt;

    @Column(name = "duplicate_of")
    @Nullable
    UUID duplicateOf;

    @Column(name = "requirements")
    @JdbcTypeCode(SqlTypes.JSON)
    String requirements;

    @Column(name = "corrections")
    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable
    String corrections;

    /** What the extractor itself read, where people corrected it. */
    @Column(name = "reading")
    @JdbcTypeCode(SqlTypes.JSON)
    @Nullable
    String reading;

    @Column(name = "traceparent")
    @Nullable
    String traceparent;

    JobPostingIngested posting() {
        return new JobPostingIngested(
                postingId,
                new JobPostingIngested.Source(sourceKind, sourceName, sourceUri),
                receivedAt,
                title,
                company,
                location,
                datePosted,
                language,
                text,
                traceparent);
    }
}
