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
import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.extract.extraction.PostingRequirements.ExtractedBy;
import dev.nextskill.extract.extraction.PostingRequirements.RankedLanguage;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.vocabulary.SkillId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** The postings this service has read. */
@ApplicationScoped
class JobPostingRepository implements PanacheRepositoryBase<JobPostingEntity, UUID> {

    /** Leaves a posting as it is when its text, its extractor's version and what it repeats are those already stored. */
    private static final String UPSERT = """
            insert into job_posting as stored (
                posting_id, source_kind, source_name, source_uri, received_at, title, company, location, date_posted, language,
                text, text_sha256, role_class, first_language, extractor_engine, extractor_model, extractor_prompt_version,
                extractor_vocabulary_version, extracted_at, duplicate_of, requirements)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
            on conflict (posting_id) do update set
                source_kind = excluded.source_kind,
                source_name = excluded.source_name,
                source_uri = excluded.source_uri,
                received_at = excluded.received_at,
                title = excluded.title,
                company = excluded.company,
                location = excluded.location,
                date_posted = excluded.date_posted,
                language = excluded.language,
                text = excluded.text,
                text_sha256 = excluded.text_sha256,
                role_class = excluded.role_class,
                first_language = excluded.first_language,
                extractor_engine = excluded.extractor_engine,
                extractor_model = excluded.extractor_model,
                extractor_prompt_version = excluded.extractor_prompt_version,
                extractor_vocabulary_version = excluded.extractor_vocabulary_version,
                extracted_at = excluded.extracted_at,
                duplicate_of = excluded.duplicate_of,
                requirements = excluded.requirements
            where (stored.text_sha256, stored.extractor_engine, stored.extractor_model, stored.extractor_prompt_version,
                   stored.extractor_vocabulary_version, stored.duplicate_of)
                is distinct from
                  (excluded.text_sha256, excluded.extractor_engine, excluded.extractor_model,
                   excluded.extractor_prompt_version, excluded.extractor_vocabulary_version, excluded.duplicate_of)""";

    private static final String FORGET_SKILLS = "delete from posting_skill where posting_id = any (?)";

    private static final String ADD_SKILL =
            "insert into posting_skill (posting_id, skill_id, necessity, received_at) values (?, ?, ?, ?)";

    private static final String KNOWN_REPEATS =
            "select posting_id, duplicate_of from job_posting where posting_id = any (?) and duplicate_of is not null";

    private final ObjectReader requirements;
    private final ObjectWriter payloads;
    private final SignatureRepository signatures;
    private final SkillCandidateRepository candidates;

    JobPostingRepository(ObjectMapper json, SignatureRepository signatures, SkillCandidateRepository candidates) {
        this.requirements = json.readerFor(SkillRequirementsExtracted.class);
        this.payloads = json.writerFor(SkillRequirementsExtracted.class);
        this.signatures = signatures;
        this.candidates = candidates;
    }

    /**
     * Stores the postings in the caller's transaction, with what each repeats; plain JDBC, because this is the path that every posting
     * takes. One instance stores at a time.
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
            // What was told once stays: the posting that it named is stored, and near.
            repeats.putAll(knownRepeats(connection, ordered));
            List<Extracted> changed = upsert(
                    connection,
                    ordered.stream()
                            .map(each -> repeating(
                                    each,
                                    repeats.get(each.postingId()),
                                    each.event().extractedAt()))
                            .toList());
            List<Extracted> reread = revised(signatures.later(connection, compared));
            List<Extracted> all = new ArrayList<>(changed);
            all.addAll(upsert(connection, reread));
            if (!all.isEmpty()) {
                replaceSkills(connection, all);
                candidates.replace(
                        connection,
                        all.stream().map(Extracted::postingId).toList(),
                        all.stream()
                                .flatMap(each -> unlinked(each.event()).stream())
                                .toList());
            }
            return all;
        });
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

    private static Map<UUID, UUID> knownRepeats(Connection connection, List<Extracted> postings) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(KNOWN_REPEATS)) {
            query.setArray(1, ids(connection, postings));
            Map<UUID, UUID> repeats = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    repeats.put(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
                }
            }
            return repeats;
        }
    }

    /** The stored postings as they are to be stored and told of anew. */
    private List<Extracted> revised(Map<UUID, UUID> repeats) {
        if (repeats.isEmpty()) {
            return List.of();
        }
        return list("postingId in ?1 order by postingId", repeats.keySet()).stream()
                .map(stored -> {
                    SkillRequirementsExtracted event = requirements(stored.requirements);
                    Extracted old = new Extracted(stored.posting(), event, stored.requirements, Optional.empty());
                    // Nothing was read anew, but of two events about a posting the later one counts.
                    return repeating(
                            old,
                            repeats.get(stored.postingId),
                            event.extractedAt().plus(1, ChronoUnit.MICROS));
                })
                .toList();
    }

    private Extracted repeating(Extracted each, @Nullable UUID earlier, Instant extractedAt) {
        if (earlier == null) {
            return each;
        }
        SkillRequirementsExtracted event = each.event().repeating(earlier, extractedAt);
        try {
            return new Extracted(each.posting(), event, payloads.writeValueAsString(event), each.signature());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Array ids(Connection connection, List<Extracted> postings) throws SQLException {
        return connection.createArrayOf(
                "uuid", postings.stream().map(Extracted::postingId).toArray());
    }

    /** The posting with this id. */
    Optional<StoredPosting> find(UUID id) {
        return findByIdOptional(id)
                .map(stored -> new StoredPosting(stored.posting(), requirements(stored.requirements)));
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

    private static List<Extracted> upsert(Connection connection, List<Extracted> extracted) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            for (Extracted each : extracted) {
                bind(upsert, each);
                upsert.addBatch();
            }
            int[] rows = upsert.executeBatch();
            List<Extracted> changed = new ArrayList<>();
            for (int i = 0; i < rows.length; i++) {
                if (rows[i] > 0) {
                    changed.add(extracted.get(i));
                }
            }
            return changed;
        }
    }

    private static void bind(PreparedStatement upsert, Extracted each) throws SQLException {
        JobPostingIngested posting = each.posting();
        SkillRequirementsExtracted event = each.event();
        ExtractedBy by = event.extractor();
        int column = 0;
        upsert.setObject(++column, posting.postingId());
        upsert.setString(++column, posting.source().kind());
        upsert.setString(++column, posting.source().name());
        upsert.setString(++column, posting.source().uri());
        upsert.setObject(++column, posting.receivedAt().atOffset(ZoneOffset.UTC));
        upsert.setString(++column, posting.title());
        upsert.setString(++column, posting.company());
        upsert.setString(++column, posting.location());
        upsert.setObject(++column, posting.datePosted());
        upsert.setString(++column, posting.language());
        upsert.setString(++column, posting.text());
        upsert.setString(++column, each.textSha256());
        upsert.setString(++column, event.roleClass().id());
        upsert.setString(++column, firstLanguage(event));
        upsert.setString(++column, by.engine());
        upsert.setString(++column, by.model());
        upsert.setString(++column, by.promptVersion());
        upsert.setString(++column, by.vocabularyVersion());
        upsert.setObject(++column, event.extractedAt().atOffset(ZoneOffset.UTC));
        upsert.setObject(++column, event.duplicateOf());
        upsert.setString(++column, each.payload());
    }

    private static void replaceSkills(Connection connection, List<Extracted> changed) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement(FORGET_SKILLS);
                PreparedStatement add = connection.prepareStatement(ADD_SKILL)) {
            forget.setArray(1, ids(connection, changed));
            forget.executeUpdate();
            for (Extracted each : changed) {
                for (Map.Entry<SkillId, Necessity> asked :
                        strongest(each.event()).entrySet()) {
                    add.setObject(1, each.postingId());
                    add.setString(2, asked.getKey().value());
                    add.setString(3, asked.getValue().name().toLowerCase(Locale.ROOT));
                    add.setObject(4, each.posting().receivedAt().atOffset(ZoneOffset.UTC));
                    add.addBatch();
                }
            }
            add.executeBatch();
        }
    }

    private static Map<SkillId, Necessity> strongest(SkillRequirementsExtracted event) {
        Map<SkillId, Necessity> necessities = new HashMap<>();
        for (SkillRequirement requirement : event.requirements()) {
            for (AskedSkill asked : requirement.anyOf()) {
                if (asked.skillId() != null) {
                    necessities.merge(
                            asked.skillId(),
                            requirement.necessity(),
                            (one, other) -> one.compareTo(other) >= 0 ? one : other);
                }
            }
        }
        return necessities;
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

    private static @Nullable String firstLanguage(SkillRequirementsExtracted event) {
        return event.programmingLanguages().stream()
                .filter(language -> language.rank() == 1)
                .map(RankedLanguage::skillId)
                .map(SkillId::value)
                .findFirst()
                .orElse(null);
    }
}
