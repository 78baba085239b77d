package dev.nextskill.planner.market;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A row of {@code planner.posting}. */
// Hibernate fills the fields after construction.
@NullUnmarked
@Entity
@Table(name = "posting")
class PostingEntity {

    // Not private: Hibernate reads them, Java mostly does not.
    @Id
    UUID postingId;

    Instant extractedAt;
    String roleClass;
    LocalDate postedOn;

    @Nullable
    String education;

    int internshipMonths;
    int internshipDaysPerWeek;

    @Nullable
    UUID duplicateOf;

    String signature;
    long revision;

    // Kept as the text it came as: PostgreSQL checks and compresses it, Java reads it only when asked for a quote.
    @ColumnTransformer(write = "cast(? as jsonb)")
    String payload;

    /** For Hibernate. */
    PostingEntity() {}

    static PostingEntity of(UUID postingId) {
        PostingEntity entity = new PostingEntity();
        entity.postingId = postingId;
        return entity;
    }

    /** Takes over what the event says. */
    void becomes(ReceivedRequirements received, long newRevision) {
        SkillRequirementsExtracted event = received.event();
        extractedAt = event.extractedAt();
        roleClass = event.roleClass().id();
        postedOn = event.postedOn();
        Gates gates = event.gates();
        education = gates.education();
        internshipMonths = gates.internshipMonths();
        internshipDaysPerWeek = gates.internshipDaysPerWeek();
        duplicateOf = event.duplicateOf();
        signature = PostingSignature.write(PostingSignature.essentialGroups(event));
        revision = newRevision;
        payload = received.json();
    }

    UUID postingId() {
        return postingId;
    }

    Instant extractedAt() {
        return extractedAt;
    }

    String payload() {
        return payload;
    }
}
