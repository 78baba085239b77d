package dev.nextskill.planner.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.planner.SkillRequirementsTopic;
import dev.nextskill.testing.ContractExamples;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The event as the contract has it, read by the application's own ObjectMapper. */
@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class SkillRequirementsContractIT {

    private static final ContractExamples EXAMPLES = ContractExamples.of("skill-requirements/v1");

    @Inject
    ObjectMapper json;

    @Test
    void every_example_is_read() throws JsonProcessingException {
        assertThat(EXAMPLES.examples()).isNotEmpty();
        for (Map.Entry<String, String> example : EXAMPLES.examples().entrySet()) {
            assertThat(json.readValue(example.getValue(), SkillRequirementsExtracted.class)
                            .postingId())
                    .as(example.getKey())
                    .isNotNull();
        }
    }

    @Test
    void the_full_example_is_counted_as_it_says() throws JsonProcessingException {
        SkillRequirementsExtracted event = json.readValue(example("full.json"), SkillRequirementsExtracted.class);

        assertThat(PostingSignature.write(PostingSignature.essentialGroups(event)))
                .isEqualTo("f:go|python;p:mysql;p:redis");
        assertThat(event.gates()).isEqualTo(new Gates("bachelor", 3, 4));
        assertThat(MarketContribution.of(event).counts()).hasSize(1 + 6 + 1);
    }

    @Test
    void what_the_contract_requires_is_required() {
        for (String missing : new String[] {"postingId", "extractedAt", "roleClass", "requirements"}) {
            assertThatThrownBy(() -> json.readValue(
                            example("minimal.json").replace('"' + missing + '"', "\"else\""),
                            SkillRequirementsExtracted.class))
                    .hasMessageContaining(missing);
        }
    }

    @Test
    void what_no_posting_can_be_is_refused_with_a_reason() {
        assertRefused("\"datePosted\":\"0026-05-28\",", "datePosted must be of the years 1990 to 2100, not 26");
        assertRefused("\"datePosted\":\"+9999999-05-28\",", "datePosted must be of the years");
        assertRefused("\"receivedAt\":\"2999-01-01T00:00:00Z\",", "receivedAt must be of the years");
        for (String id : new String[] {"", "Backend", "back_end", "back end", "b".repeat(65)}) {
            assertThatThrownBy(() -> json.readValue(
                            event().replace("\"backend\"", '"' + id + '"'), SkillRequirementsExtracted.class))
                    .hasMessageContaining("roleClass.id must be kebab-case ASCII of at most 64 characters");
        }
    }

    private void assertRefused(String field, String reason) {
        String event = event().replaceAll("\"(datePosted|receivedAt)\":\"[^\"]*\",", "")
                .replaceFirst("\\{", "{" + field);
        assertThatThrownBy(() -> json.readValue(event, SkillRequirementsExtracted.class))
                .hasMessageContaining(reason);
    }

    private static String event() {
        return SkillRequirementsTopic.event(
                UUID.fromString("1baed335-7124-5e3a-ab90-3c99b0e8aa95"),
                "backend",
                "2026-06-01T08:00:00Z",
                "essential familiar go|python");
    }

    @Test
    void the_tests_own_events_keep_the_contract() {
        EXAMPLES.assertValid(event());
    }

    private static String example(String name) {
        return Objects.requireNonNull(EXAMPLES.examples().get(name));
    }
}
