package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.extract.extraction.ExtractionOutcome.Unusable;
import dev.nextskill.vocabulary.SkillId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequirementExtractionTest {

    private static final Instant NOW = Instant.parse("2026-06-01T08:30:01.123456789Z");

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private final RequirementExtraction extraction = at(NOW);

    private RequirementExtraction at(Instant now) {
        return new RequirementExtraction(new FakeExtractor(), json, Clock.fixed(now, ZoneOffset.UTC));
    }

    private Extracted extracted(byte[] record) {
        ExtractionOutcome outcome = extraction.extract(record);
        assertThat(outcome).isInstanceOf(Extracted.class);
        return (Extracted) outcome;
    }

    private Unusable unusable(String record) {
        ExtractionOutcome outcome = extraction.extract(record.getBytes(StandardCharsets.UTF_8));
        assertThat(outcome).isInstanceOf(Unusable.class);
        return (Unusable) outcome;
    }

    @Test
    void a_posting_becomes_its_requirements() {
        SamplePosting posting = SamplePosting.saying("熟悉 Go 和 MySQL。");

        Extracted outcome = extracted(posting.json());

        assertThat(outcome.postingId()).isEqualTo(posting.id());
        assertThat(outcome.event())
                .returns(posting.id(), SkillRequirementsExtracted::postingId)
                .returns("后端开发实习生", SkillRequirementsExtracted::title)
                .returns(Instant.parse("2026-06-01T08:30:01.123456Z"), SkillRequirementsExtracted::extractedAt)
                .returns(Instant.parse("2026-06-01T08:30:00Z"), SkillRequirementsExtracted::receivedAt);
        assertThat(outcome.event().requirements()).hasSize(2);
        assertThat(outcome.payload()).contains("\"skillId\":\"go\"");
    }

    @Test
    void the_same_corrections_and_the_same_text_make_the_same_bytes() {
        SamplePosting posting = SamplePosting.saying("熟悉 Go 和自研框架。");

        Extracted one = (Extracted) where("自研框架", "langchain").extract(posting.json());
        Extracted other = (Extracted) where("自研框架", "langchain").extract(posting.json());

        assertThat(one.payload())
                .isEqualTo(other.payload())
                .contains("\"langchain\"", "\"text\":\"自研框架\"", "\"corrected\"");
        assertThat(where("自研框架", "langchain")
                        .preview(new PostingText(null, null, posting.text()))
                        .requirements())
                .isEqualTo(one.event().requirements());
    }

    /** Where people said in another posting that these words mean this skill. */
    private RequirementExtraction where(String words, String skill) {
        PostingCorrections elsewhere = PostingCorrections.NONE.with(
                words, nothing -> new SkillCorrection(false, new SkillId(skill), null, null, null, null));
        CorrectedMentions corrected = CorrectedMentions.of(List.of(elsewhere), TestVocabulary.VOCABULARY);
        return new RequirementExtraction(
                new FakeExtractor(), json, Clock.fixed(NOW, ZoneOffset.UTC), false, () -> corrected);
    }

    @Test
    void the_same_event_has_the_same_id_and_another_one_has_another() {
        byte[] record = SamplePosting.saying("熟悉 Go。").json();

        assertThat(extracted(record).eventId())
                .isEqualTo(extracted(record).eventId())
                .returns(5, java.util.UUID::version)
                .isNotEqualTo(((Extracted) at(NOW.plusSeconds(1)).extract(record)).eventId());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"text": | not JSON
            [] | not JSON
            {"a": 1} {"b": 2} | lacks postingId, source, receivedAt, language, text
            null | JSON null
            {} | lacks postingId, source, receivedAt, language, text
            {"postingId": "x"} | not JSON as job-postings/v1 says
            """)
    void a_record_that_is_no_posting_is_unusable(String record, String reason) {
        assertThat(unusable(record).reason()).contains(reason);
    }

    @Test
    void a_record_without_a_value_is_unusable() {
        assertThat(extraction.extract((byte[]) null))
                .asInstanceOf(type(Unusable.class))
                .returns("The record has no value; send a posting.", Unusable::reason);
    }

    @Test
    void bytes_that_are_not_utf_8_are_unusable() {
        assertThat(extraction.extract("{\"text\": \"中文\"}".getBytes(java.nio.charset.Charset.forName("GBK"))))
                .isInstanceOf(Unusable.class);
    }

    @Test
    void a_second_value_behind_the_posting_is_unusable() {
        String record = new String(SamplePosting.saying("熟悉 Go。").json(), StandardCharsets.UTF_8);

        assertThat(unusable(record + " {}").reason()).contains("not JSON as");
    }

    @Test
    void a_posting_of_white_space_is_unusable() {
        assertThat(unusable(new String(SamplePosting.saying(" \n").json(), StandardCharsets.UTF_8)))
                .returns(IllegalArgumentException.class.getName(), Unusable::cause)
                .returns("The posting's text is empty; send the posting's own words.", Unusable::reason);
    }

    @Test
    void a_character_that_postgresql_cannot_hold_is_unusable() {
        String record = new String(SamplePosting.saying("熟悉 Go。").json(), StandardCharsets.UTF_8);

        assertThat(unusable(record.replace("熟悉", "熟悉\\u0000")).reason()).contains("U+0000");
    }

    @Test
    void an_unknown_property_does_not_matter() {
        String record = new String(SamplePosting.saying("熟悉 Go。").json(), StandardCharsets.UTF_8);

        assertThat(extracted(record.replace("\"title\"", "\"new\": {\"x\": 1}, \"title\"")
                                .getBytes(StandardCharsets.UTF_8))
                        .event()
                        .title())
                .isEqualTo("后端开发实习生");
    }

    @Test
    void a_posting_that_the_extractor_chokes_on_is_unusable() {
        assertThat(unusable(new String(SamplePosting.saying(FakeExtractor.CHOKE).json(), StandardCharsets.UTF_8)))
                .returns(IllegalStateException.class.getName(), Unusable::cause)
                .returns("The extractor failed: java.lang.IllegalStateException: a word to choke on", Unusable::reason);
        assertThat(unusable(
                        new String(SamplePosting.saying(FakeExtractor.RECURSE).json(), StandardCharsets.UTF_8)))
                .returns(StackOverflowError.class.getName(), Unusable::cause);
    }

    @Test
    void requirements_too_large_for_kafka_are_unusable() {
        // Each requirement quotes the whole text: three times 400 kB and more.
        String text = "熟悉 Go Python MySQL。" + "很".repeat(200_000);

        assertThat(unusable(new String(SamplePosting.saying(text).json(), StandardCharsets.UTF_8))
                        .reason())
                .contains("more than the 1,000,000");
    }

    @Test
    void the_reason_is_short() {
        Unusable outcome = Unusable.because(new IllegalStateException("x".repeat(10_000)));

        assertThat(outcome.reason()).hasSize(501).endsWith("…");
    }

    @Test
    void a_preview_says_what_the_event_would_say() {
        SamplePosting posting = SamplePosting.saying("熟悉  Go。\n掌握 MySQL。");

        SkillRequirementsExtracted preview =
                extraction.preview(new PostingText(posting.title(), "示例科技", posting.text()));

        assertThat(preview)
                .usingRecursiveComparison()
                .ignoringFields("receivedAt", "datePosted")
                .isEqualTo(extracted(posting.json()).event());
        assertThat(preview.receivedAt()).isNull();
    }
}
