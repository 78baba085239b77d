package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.testing.ContractExamples;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class EventContractIT {

    private static final ContractExamples REQUIREMENTS = ContractExamples.of("skill-requirements/v1");

    @Inject
    ObjectMapper json;

    @Inject
    RequirementExtraction extraction;

    @Test
    void every_example_of_a_posting_is_read_and_its_event_keeps_the_contract() throws IOException {
        Map<String, String> examples = ContractExamples.of("job-postings/v1").examples();

        assertThat(examples).isNotEmpty();
        for (String example : examples.values()) {
            ExtractionOutcome outcome = extraction.extract(example.getBytes(StandardCharsets.UTF_8));
            assertThat(outcome).isInstanceOf(Extracted.class);
            Extracted extracted = (Extracted) outcome;
            assertThat(extracted.postingId().toString())
                    .isEqualTo(json.readTree(example).get("postingId").asText());
            // The id that a preview computes is the one that ingest-service computes.
            assertThat(NameBasedId.ofPosting(extracted.posting().text())).isEqualTo(extracted.postingId());
            REQUIREMENTS.assertValid(extracted.payload());
        }
    }

    @Test
    void an_event_with_every_property_keeps_the_contract() {
        RequirementExtraction full = new RequirementExtraction(new FakeExtractor(), json, Clock.systemUTC());

        ExtractionOutcome outcome =
                full.extract(SamplePosting.saying("熟悉 Go、Python、MySQL 和自研框架。").json());

        assertThat(outcome).isInstanceOf(Extracted.class);
        String payload = ((Extracted) outcome).payload();
        REQUIREMENTS.assertValid(payload);
        assertThat(payload)
                .contains("\"education\":", "\"internship\":", "\"skillId\":null", "\"in\":\"title\"")
                .doesNotContain("\"experience\"");
    }

    @Test
    void every_example_of_an_event_is_written_as_it_was_read() throws IOException {
        assertThat(REQUIREMENTS.examples()).isNotEmpty();
        for (String example : REQUIREMENTS.examples().values()) {
            SkillRequirementsExtracted event = json.readValue(example, SkillRequirementsExtracted.class);

            assertThat(json.readTree(json.writeValueAsString(event))).isEqualTo(json.readTree(example));
        }
    }
}
