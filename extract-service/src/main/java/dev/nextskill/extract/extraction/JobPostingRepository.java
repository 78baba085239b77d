package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.nextskill.extract.candidate.SkillCandidateRepository;
import dev.nextskill.extract.candidate.UnlinkedMention;
import dev.nextskill.extract.duplicate.PostingTraits;
import dev.nextskill.extract.duplicate.SignatureRepository;
import dev.nextskill.extract.duplicate.SignatureRepository.ComparedPosting;
import dev.nextskill.extract.duplicate.TextSignature;
import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.extract.extraction.PostingRows.Before;
import dev.nextskill.extract.extraction.PostingRows.Row;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillVocabulary;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The postings this service has read. */
@ApplicationScoped
public class JobPostingRepository implements PanacheRepositoryBase<JobPostingEntity, UUID> {

    private final ObjectReader requirements;
    private final ObjectReader corrections;
    private final ObjectWriter writer;
    private final SkillVocabulary vocabulary;
    private final SignatureRepository signatures;
    private final SkillCandidateRepository candidates;

    JobPostingRepository(
            ObjectMapper json,
            SkillVocabulary vocabulary,
            SignatureRepository signatures,
            SkillCandidateRepository candidates) {
        this.requirements = json.readerFor(SkillRequirementsExtracted.class);
        this.corrections = json.readerFor(PostingCorrections.class);
        this.writer = json.writer();
        this.vocabulary = vocabulary;
        this.signatures = signatures;
        this.candidates = candidates;
    }

    /**
     * Stores the postings in the caller's transaction, with what each repeats and what people corrected; plain JDBC, because this is the
     * path that every posting takes. One instance stores at a time. A reading by the model is never replaced by the rules' reading of the
     * same text.
     *
     * @param extracted each posting once
     * @return what has changed, as it is to be told: those of the postings that were not stored already with the same text and extractor
     *     version, and postings stored before that turn out to repeat one of these, which was received earlier but comes later
     */
    @Transactional(Transactional.TxType.MANDATORY)
    List<Extracted> store(Collection<Extracted> extracted) {
        // In the order of their ids, so that two instances never wait for each other in a circle.
        List<Extracted> ordered = extracted.stream()
                .sorted(Comparator.comparing(Extracted::postingId))
                .toList();
        return getEntityManager().unwrap(Session.class).doReturningWork(connection -> {
            signatures.lock(connection);
            List<ComparedPosting> compared =
                    ordered.stream().flatMap(each -> comparable(each).stream()).toList();
            Map<UUID, UUID> repeats = new HashMap<>(signatures.add(connection, compared));
            Map<UUID, Before> before = PostingRows.before(connection, ordered);
            SortedMap<UUID, UUID> toldAnew = new TreeMap<>();
            List<Row> rows = new ArrayList<>();
            for (Extracted each : ordered) {
                Before stored = before.get(each.postingId());
                // What was told once stays: the posting that it named is stored, and near.
                UUID earlier = stored != null && stored.duplicateOf() != null
                        ? stored.duplicateOf()
                        : repeats.get(each.postingId());
                if (stored == null || !stored.isBetterThan(each)) {
                    rows.add(row(each, stored, earlier));
                } else if (earlier != null && stored.duplicateOf() == null) {
                    toldAnew.put(each.postingId(), earlier);
                }
            }
            List<Extracted> changed = PostingRows.upsert(connection, rows);
            toldAnew.putAll(signatures.later(connection, compared));
            List<Extracted> all = new ArrayList<>(changed);
            all.addAll(PostingRows.upsert(connection, revised(toldAnew)));
            index(connection, all);
            return all;
        });
    }

    /**
     * Stores what was read of a stored posting anew, in the caller's transaction, unless its text has changed meanwhile, or the rules read
     * what the model has read.
     *
     * @param stillWanted asked when nobody else stores, so that whatever it locks is locked after that, as {@link #store} does
     * @return the event to tell; none if it would say nothing new, or is no longer wanted
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<Extracted> replace(Extracted reading, BooleanSupplier stillWanted) {
        return getEntityManager().unwrap(Session.class).doReturningWork(connection -> {
            signatures.lock(connection);
            if (!stillWanted.getAsBoolean()) {
                return Optional.empty();
            }
            Before before = PostingRows.before(connection, List.of(reading)).get(reading.postingId());
            if (before == null || !before.textSha256().equals(reading.textSha256()) || before.isBetterThan(reading)) {
                return Optional.empty();
            }
            Row row = row(reading, before, before.duplicateOf());
            if (requirements(row.extracted().payload()).saysTheSameAs(requirements(before.payload()))) {
                return Optional.empty();
            }
            PostingRows.replace(connection, row);
            index(connection, List.of(row.extracted()));
            return Optional.of(row.extracted());
        });
    }

    /** A posting after people corrected it, and the event to tell; none if it says nothing new. */
    record Corrected(StoredPosting posting, Optional<Extracted> told) {}

    /**
     * Corrects what is stored of a posting, in the caller's transaction.
     *
     * @param change from the posting as it is to its corrections as they shall be; what it throws, this throws
     */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<Corrected> correct(UUID id, Function<StoredPosting, PostingCorrections> change, Instant now) {
        return getEntityManager().unwrap(Session.class).doReturningWork(connection -> {
            signatures.lock(connection);
            JobPostingEntity entity = findById(id);
            if (entity == null) {
                return Optional.empty();
            }
            StoredPosting stored = stored(entity);
            PostingCorrections corrections = change.apply(stored);
            if (corrections.equals(stored.corrections())) {
                return Optional.of(new Corrected(stored, Optional.empty()));
            }
            SkillRequirementsExtracted reading =
                    requirements(entity.reading == null ? entity.requirements : entity.reading);
            Row row = row(
                    reading.repeating(
                            reading.duplicateOf(), later(now.truncatedTo(ChronoUnit.MICROS), entity.extractedAt)),
                    stored.posting(),
                    Optional.empty(),
                    corrections);
            PostingRows.correct(connection, row, corrections.isEmpty() ? null : json(corrections), now);
            Extracted told = row.extracted();
            if (requirements(told.payload()).saysTheSameAs(stored.requirements())) {
                return Optional.of(new Corrected(
                        new StoredPosting(stored.posting(), stored.requirements(), corrections), Optional.empty()));
            }
            PostingRows.replace(connection, row);
            index(connection, List.of(told));
            return Optional.of(
                    new Corrected(new StoredPosting(stored.posting(), told.event(), corrections), Optional.of(told)));
        });
    }

    /** Keeps the tables true that are looked up instead of the postings. */
    private void index(Connection connection, List<Extracted> changed) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        PostingRows.replaceSkills(connection, changed);
        candidates.replace(
                connection,
                changed.stream().map(Extracted::postingId).toList(),
                changed.stream()
                        .flatMap(each -> unlinked(each.event()).stream())
                        .toList());
    }

    private static Optional<ComparedPosting> comparable(Extracted each) {
        JobPostingIngested posting = each.posting();
        return each.signature()
                .map(signature -> new ComparedPosting(
                        posting.postingId(),
                        posting.receivedAt(),
                        signature,
                        PostingTraits.of(signature, posting.company(), posting.title())));
    }

    /** The stored postings as they are to be stored and told of anew: nothing was read, but they repeat another. */
    private List<Row> revised(SortedMap<UUID, UUID> repeats) {
        if (repeats.isEmpty()) {
            return List.of();
        }
        return list("postingId in ?1 order by postingId", repeats.keySet()).stream()
                .map(entity -> {
                    SkillRequirementsExtracted reading =
                            requirements(entity.reading == null ? entity.requirements : entity.reading);
                    return row(
                            reading.repeating(
                                    repeats.get(entity.postingId), entity.extractedAt.plus(1, ChronoUnit.MICROS)),
                            entity.posting(),
                            Optional.empty(),
                            corrections(entity.corrections));
                })
                .toList();
    }

    private Row row(Extracted each, @Nullable Before before, @Nullable UUID earlier) {
        Instant at =
                before == null ? each.event().extractedAt() : later(each.event().extractedAt(), before.extractedAt());
        PostingCorrections corrections = corrections(before == null ? null : before.corrections());
        if (earlier == null && corrections.isEmpty() && at.equals(each.event().extractedAt())) {
            return new Row(each, null);
        }
        return row(each.event().repeating(earlier, at), each.posting(), each.signature(), corrections);
    }

    private Row row(
            SkillRequirementsExtracted reading,
            JobPostingIngested posting,
            Optional<TextSignature> signature,
            PostingCorrections corrections) {
        SkillRequirementsExtracted corrected = corrections.applyTo(reading, posting.words(), vocabulary);
        return new Row(
                new Extracted(posting, corrected, json(corrected), signature),
                corrections.isEmpty() ? null : json(reading));
    }

    /** Of two events about a posting the later one counts, so the newer must be the later. */
    private static Instant later(Instant now, Instant stored) {
        return now.isAfter(stored) ? now : stored.plus(1, ChronoUnit.MICROS);
    }

    /** Changes with each correction, also with one that is withdrawn or committed late. */
    String correctionsVersion() {
        return (String) getEntityManager().createNativeQuery("""
                        select count(*) || ' ' || coalesce(sum(extract(epoch from corrected_at)), 0)
                        from job_posting where corrections is not null""", String.class).getSingleResult();
    }

    /** Of all postings that people corrected. */
    List<PostingCorrections> corrections() {
        return getEntityManager()
                .createQuery(
                        "select p.corrections from JobPostingEntity p where p.corrections is not null", String.class)
                .getResultStream()
                .map(this::corrections)
                .toList();
    }

    /** The posting with this id. */
    public Optional<StoredPosting> find(UUID id) {
        return findByIdOptional(id).map(this::stored);
    }

    private StoredPosting stored(JobPostingEntity entity) {
        return new StoredPosting(entity.posting(), requirements(entity.requirements), corrections(entity.corrections));
    }

    /**
     * A part of the list, newest first.
     *
     * @param offset entries before it
     */
    List<PostingSummary> list(Optional<String> roleClass, Optional<SkillId> skill, int offset, int size) {
        String newest =
                skill.isPresent() ? "s.receivedAt desc, s.postingId desc" : "p.receivedAt desc, p.postingId desc";
        TypedQuery<PostingSummary> query = query("""
                select new dev.nextskill.extract.extraction.PostingSummary(p.postingId, p.title, p.company, p.location,
                    p.datePosted, p.receivedAt, p.extractedAt, p.roleClass, p.firstLanguage, p.duplicateOf)
                """, "order by " + newest, roleClass, skill, PostingSummary.class);
        return query.setFirstResult(offset).setMaxResults(size).getResultList();
    }

    long count(Optional<String> roleClass, Optional<SkillId> skill) {
        return query("select count(*)", "", roleClass, skill, Long.class).getSingleResult();
    }

    private SkillRequirementsExtracted requirements(String stored) {
        try {
            return requirements.readValue(stored);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PostingCorrections corrections(@Nullable String stored) {
        try {
            return stored == null ? PostingCorrections.NONE : corrections.readValue(stored);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String json(Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> TypedQuery<T> query(
            String select, String order, Optional<String> roleClass, Optional<SkillId> skill, Class<T> type) {
        // A skill's index holds the order of its postings: begin there.
        String from = skill.isPresent()
                ? "from PostingSkillEntity s join JobPostingEntity p on p.postingId = s.postingId"
                : "from JobPostingEntity p";
        List<String> conditions = new ArrayList<>();
        Map<String, String> parameters = new HashMap<>();
        roleClass.ifPresent(id -> {
            conditions.add("p.roleClass = :roleClass");
            parameters.put("roleClass", id);
        });
        skill.ifPresent(id -> {
            conditions.add("s.skillId = :skill");
            parameters.put("skill", id.value());
        });
        String where = conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        TypedQuery<T> query = getEntityManager().createQuery(String.join(" ", select, from, where, order), type);
        parameters.forEach(query::setParameter);
        return query;
    }

    /** Mentions that the vocabulary does not know; a repost's have been counted with the posting that it repeats. */
    private static List<UnlinkedMention> unlinked(SkillRequirementsExtracted event) {
        if (event.duplicateOf() != null) {
            return List.of();
        }
        List<UnlinkedMention> mentions = new ArrayList<>();
        for (SkillRequirement requirement : event.requirements()) {
            for (AskedSkill asked : requirement.anyOf()) {
                if (asked.skillId() == null) {
                    mentions.add(new UnlinkedMention(
                            event.postingId(),
                            asked.label(),
                            requirement.evidence().quote()));
                }
            }
        }
        return mentions;
    }
}
