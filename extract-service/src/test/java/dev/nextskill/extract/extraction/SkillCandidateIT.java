package dev.nextskill.extract.extraction;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.extract.candidate.UnlinkedMention;
import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.extract.extraction.SkillRequirement.AskedSkill;
import dev.nextskill.extract.extraction.SkillRequirement.Assertion;
import dev.nextskill.extract.extraction.SkillRequirement.Necessity;
import dev.nextskill.extract.extraction.SkillRequirement.ProficiencyLevel;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SkillCandidateIT {

    @Inject
    JobPostingRepository postings;

    @Inject
    ObjectMapper json;

    /** A word that no other test has. */
    private final String word = "框架" + UUID.randomUUID().toString().substring(0, 8);

    /** Reads no text: finds the same words in each. */
    private RequirementExtraction finding(String... words) {
        FakeExtractor fake = new FakeExtractor();
        return new RequirementExtraction(
                posting -> {
                    PostingRequirements read = fake.extract(posting);
                    return new PostingRequirements(
                            read.extractor(),
                            read.roleClass(),
                            null,
                            null,
                            null,
                            List.of(),
                            Stream.of(words).map(SkillCandidateIT::asking).toList());
                },
                json,
                Clock.systemUTC());
    }

    private static SkillRequirement asking(String words) {
        return new SkillRequirement(
                List.of(new AskedSkill(null, words, new SkillMention(words, 0, 1, null), Assertion.STATED)),
                Necessity.ESSENTIAL,
                ProficiencyLevel.FAMILIAR,
                new TextEvidence("熟悉" + words, 0, 1, null),
                0.5);
    }

    private void store(RequirementExtraction extraction, SamplePosting posting) {
        Extracted extracted = (Extracted) extraction.extract(posting.json());
        QuarkusTransaction.requiringNew().run(() -> postings.store(List.of(extracted)));
    }

    private static SamplePosting posting() {
        return SamplePosting.saying("短文" + UUID.randomUUID());
    }

    private List<Map<String, Object>> found(int minPostings) {
        return given().get("/api/skill-candidates?size=200&minPostings=" + minPostings)
                .then()
                .statusCode(200)
                .extract()
                .path("items.findAll { it.normalised == '%s' }".formatted(word));
    }

    @Test
    void a_recurring_mention_is_counted_by_postings_however_it_is_written() {
        store(finding(word, word.toUpperCase(java.util.Locale.ROOT)), posting());
        store(finding(" " + word), posting());
        assertThat(found(2)).hasSize(1);
        assertThat(found(3)).isEmpty();

        store(finding(word), posting());
        store(finding(word), posting());

        Map<String, Object> candidate = found(4).get(0);
        assertThat(candidate).containsEntry("postings", 4);
        assertThat(candidate.get("examples"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Map.class))
                .hasSize(3)
                .allSatisfy(example -> assertThat((String) example.get("quote"))
                        .startsWith("熟悉")
                        .contains((String) example.get("words")));
    }

    @Test
    void a_posting_read_anew_counts_as_it_was_read_last() {
        SamplePosting posting = posting();
        store(finding(word), posting);
        store(finding(word), posting);
        assertThat(found(1)).hasSize(1);
        assertThat(found(2)).isEmpty();

        // The same id, other white space: replaced.
        store(finding("别的" + word), new SamplePosting(posting.title(), posting.text() + " ", posting.receivedAt()));

        assertThat(found(1)).isEmpty();
    }

    @Test
    void a_repost_adds_nothing_even_when_it_came_first() {
        StringBuilder text = new StringBuilder();
        new Random().ints(200, 0x4E00, 0x5E00).forEach(text::appendCodePoint);
        SamplePosting first = SamplePosting.saying(text + "。甲").receivedAt("2026-06-01T00:00:00Z");
        SamplePosting repost = SamplePosting.saying(text + "。乙").receivedAt("2026-06-02T00:00:00Z");

        store(finding(word), repost);
        store(finding(word), first);

        assertThat(found(1)).hasSize(1);
        assertThat(found(2)).isEmpty();
    }

    @Test
    void what_is_too_long_for_a_name_is_no_candidate_and_stops_nothing() {
        String endless = word + "长".repeat(5_000);

        store(finding(endless, word), posting());

        assertThat(found(1)).hasSize(1);
        assertThat(new UnlinkedMention(UUID.randomUUID(), endless, "").canBeName())
                .isFalse();
        assertThat(new UnlinkedMention(UUID.randomUUID(), " ", "").canBeName()).isFalse();
    }

    @Test
    void the_most_frequent_come_first_in_pages() {
        store(finding(word), posting());
        store(finding(word), posting());

        List<Integer> counts = given().get("/api/skill-candidates?minPostings=1&size=200")
                .then()
                .body("items.postings", everyItem(greaterThanOrEqualTo(1)))
                .extract()
                .path("items.postings");
        assertThat(counts).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        String next = given().get("/api/skill-candidates?minPostings=1&size=1")
                .then()
                .body("items.size()", equalTo(1))
                .body("page", equalTo(0))
                .body("links.previous", nullValue())
                .extract()
                .path("links.next");
        if (counts.size() > 1) {
            given().get(next).then().body("page", equalTo(1)).body("items[0].postings", equalTo(counts.get(1)));
        }
    }

    @ParameterizedTest
    @CsvSource({"minPostings=0", "minPostings=x", "page=-1", "size=201"})
    void a_query_that_cannot_be_answered_says_why(String query) {
        given().get("/api/skill-candidates?" + query).then().statusCode(400).contentType("application/problem+json");
    }
}
