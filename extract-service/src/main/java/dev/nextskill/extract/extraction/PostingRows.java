package dev.nextskill.extract.extraction;

import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.extract.extraction.PostingRequirements.ExtractedBy;
import dev.nextskill.extract.extraction.PostingRequirements.RankedLanguage;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.vocabulary.SkillId;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The statements of {@link JobPostingRepository}, on its connection and in its transaction. */
final class PostingRows {

    private static final String WRITE = """
            insert into job_posting as stored (
                posting_id, source_kind, source_name, source_uri, received_at, title, company, location, date_posted, language,
                text, text_sha256, role_class, first_language, extractor_engine, extractor_model, extractor_prompt_version,
                extractor_vocabulary_version, extracted_at, duplicate_of, degraded, requirements, reading,
                traceparent)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)
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
                degraded = excluded.degraded,
                requirements = excluded.requirements,
                reading = excluded.reading,
                traceparent = excluded.traceparent
            """;

    /** Leaves a posting as it is when its text, its extractor's version and what it repeats are those already stored. */
    private static final String UPSERT = WRITE + """
            where (stored.text_sha256, stored.extractor_engine, stored.extractor_model, stored.extractor_prompt_version,
                   stored.extractor_vocabulary_version, stored.duplicate_of)
                is distinct from
                  (excluded.text_sha256, excluded.extractor_engine, excluded.extractor_model,
                   excluded.extractor_prompt_version, excluded.extractor_vocabulary_version, excluded.duplicate_of)""";

    private static final String BEFORE = """
            select posting_id, text_sha256, extractor_engine, extracted_at, duplicate_of, corrections, requirements
            from job_posting where posting_id = any (?)""";

    private static final String CORRECT =
            "update job_posting set corrections = ?::jsonb, corrected_at = ?, reading = ?::jsonb where posting_id = ?";

    private static final String FORGET_SKILLS = "delete from posting_skill where posting_id = any (?)";

    private static final String ADD_SKILL =
            "insert into posting_skill (posting_id, skill_id, necessity, received_at) values (?, ?, ?, ?)";

    private PostingRows() {}

    /**
     * A posting as it is to be stored.
     *
     * @param reading what the extractor itself read, as JSON, if people corrected it
     */
    record Row(Extracted extracted, @Nullable String reading) {}

    /** What is stored of a posting that comes again; corrections and payload are JSON. */
    record Before(
            String textSha256,
            String engine,
            Instant extractedAt,
            @Nullable UUID duplicateOf,
            @Nullable String corrections,
            String payload) {

        /** Whether the model has read the text that now only the rules have read. */
        boolean isBetterThan(Extracted reading) {
            return !engine.equals(ExtractedBy.RULES)
                    && reading.event().extractor().engine().equals(ExtractedBy.RULES)
                    && textSha256.equals(reading.textSha256());
        }
    }

    /** Those of the postings that are stored. */
    static Map<UUID, Before> before(Connection connection, List<Extracted> postings) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(BEFORE)) {
            query.setArray(1, ids(connection, postings));
            Map<UUID, Before> stored = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    stored.put(
                            rows.getObject(1, UUID.class),
                            new Before(
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getObject(4, OffsetDateTime.class).toInstant(),
                                    rows.getObject(5, UUID.class),
                                    rows.getString(6),
                                    rows.getString(7)));
                }
            }
            return stored;
        }
    }

    /** Returns what was not stored already. */
    static List<Extracted> upsert(Connection connection, List<Row> postings) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            for (Row each : postings) {
                bind(upsert, each);
                upsert.addBatch();
            }
            int[] rows = upsert.executeBatch();
            List<Extracted> changed = new ArrayList<>();
            for (int i = 0; i < rows.length; i++) {
                if (rows[i] > 0) {
                    changed.add(postings.get(i).extracted());
                }
            }
            return changed;
        }
    }

    /** Stores a posting whatever is stored of it. */
    static void replace(Connection connection, Row posting) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            bind(write, posting);
            write.executeUpdate();
        }
    }

    /** Stores what people corrected; null: nothing any more. */
    static void correct(Connection connection, Row posting, @Nullable String corrections, Instant now)
            throws SQLException {
        try (PreparedStatement correct = connection.prepareStatement(CORRECT)) {
            correct.setString(1, corrections);
            correct.setObject(2, now.atOffset(ZoneOffset.UTC));
            correct.setString(3, posting.reading());
            correct.setObject(4, posting.extracted().postingId());
            correct.executeUpdate();
        }
    }

    private static Array ids(Connection connection, List<Extracted> postings) throws SQLException {
        return connection.createArrayOf(
                "uuid", postings.stream().map(Extracted::postingId).toArray());
    }

    private static void bind(PreparedStatement upsert, Row row) throws SQLException {
        Extracted each = row.extracted();
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
        upsert.setBoolean(++column, by.degraded());
        upsert.setString(++column, each.payload());
        upsert.setString(++column, row.reading());
        upsert.setString(++column, posting.traceparent());
    }

    static void replaceSkills(Connection connection, List<Extracted> changed) throws SQLException {
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

    private static @Nullable String firstLanguage(SkillRequirementsExtracted event) {
        return event.programmingLanguages().stream()
                .filter(language -> language.rank() == 1)
                .map(RankedLanguage::skillId)
                .map(SkillId::value)
                .findFirst()
                .orElse(null);
    }
}
