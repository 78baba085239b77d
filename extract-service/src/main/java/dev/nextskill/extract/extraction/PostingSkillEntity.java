package dev.nextskill.extract.extraction;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A skill that a posting asks for, so that the list can be filtered by skill; written as {@link JobPostingEntity} is. */
@Entity
@Immutable
@Table(name = "posting_skill")
@IdClass(PostingSkillEntity.Key.class)
class PostingSkillEntity {

    @Id
    @Column(name = "posting_id")
    UUID postingId;

    @Id
    @Column(name = "skill_id")
    String skillId;

    @Column(name = "necessity")
    String necessity;

    @Column(name = "received_at")
    Instant receivedAt;

    /** A skill stands once in a posting. */
    record Key(UUID postingId, String skillId) {}
}
