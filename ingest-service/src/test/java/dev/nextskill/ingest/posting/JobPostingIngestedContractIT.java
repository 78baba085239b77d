package dev.nextskill.ingest.posting;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.testing.ContractExamples;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class JobPostingIngestedContractIT {

    private final ContractExamples contract = ContractExamples.of("job-postings/v1");

    @Inject
    ObjectMapper mapper;

    @Test
    void every_example_can_be_read_and_what_is_written_of_it_is_valid() throws IOException {
        assertThat(contract.examples()).isNotEmpty();
        for (var example : contract.examples().values()) {
            contract.assertValid(mapper.writeValueAsString(mapper.readValue(example, JobPostingIngested.class)));
        }
    }

    @Test
    void the_same_postings_become_the_same_events() throws IOException {
        for (var name : List.of("full.json", "minimal.json", "screenshot.json")) {
            var example = contract.examples().get(name);
            var expected = mapper.readValue(example, JobPostingIngested.class);

            var event = JobPostingIngested.of(
                    PostingId.of(expected.text()),
                    new ReceivedPosting(
                            expected.title(),
                            expected.company(),
                            expected.location(),
                            expected.datePosted(),
                            expected.source().uri(),
                            expected.text(),
                            expected.ocr(),
                            List.of()),
                    expected.source(),
                    expected.receivedAt());

            assertThat(event).isEqualTo(expected);
            assertThat(mapper.readTree(mapper.writeValueAsString(event))).isEqualTo(mapper.readTree(example));
        }
    }

    @Test
    void the_largest_posting_is_valid() throws IOException {
        var posting = new ReceivedPosting(
                "岗".repeat(1000),
                "司".repeat(1000),
                "沪".repeat(1000),
                LocalDate.of(1999, 12, 31),
                URI.create("https://example.org/" + "x".repeat(1980)),
                "\u0001".repeat(PostingLimits.HIGHEST_MAX_TEXT_BYTES),
                null,
                List.of());

        var json = mapper.writeValueAsString(JobPostingIngested.of(
                PostingId.of(posting.text()), posting, JobSource.batch(posting.url()), Instant.EPOCH));

        contract.assertValid(json);
        assertThat(json.getBytes(UTF_8).length)
                .as("Kafka takes records of 1 MiB, headers included")
                .isLessThan(1024 * 1024 - 2048);
    }
}
