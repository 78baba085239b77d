package dev.nextskill.extract.extraction;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.extract.extraction.ExtractionOutcome.Extracted;
import dev.nextskill.testing.ContractExamples;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class NearDuplicateIT {

    @Inject
    JobPostingRepository postings;

    @Inject
    ObjectMapper json;

    private RequirementExtraction extraction;
    private String text;

    @BeforeEach
    void a_text_that_no_other_test_has() {
        extraction = new RequirementExtraction(new FakeExtractor(), json, Clock.systemUTC());
        StringBuilder words = new StringBuilder("熟悉 Go。");
        new Random().ints(200, 0x4E00, 0x5E00).forEach(words::appendCodePoint);
        text = words.toString();
    }

    private SamplePosting on(int day, String ending) {
        return SamplePosting.saying(text + ending).receivedAt("2026-06-%02dT00:00:00Z".formatted(day));
    }

    private List<Extracted> store(SamplePosting... samples) {
        List<Extracted> extracted = Stream.of(samples)
                .map(sample -> (Extracted) extraction.extract(sample.json()))
                .toList();
        return QuarkusTransaction.requiringNew().call(() -> postings.store(extracted));
    }

    private static @Nullable String duplicateOf(SamplePosting posting) {
        return given().get("/api/job-postings/" + posting.id())
                .then()
                .statusCode(200)
                .extract()
                .path("requirements.duplicateOf");
    }

    @Test
    void a_repost_says_what_it_repeats_and_keeps_the_contract() {
        SamplePosting first = on(1, "。");
        SamplePosting repost = on(2, "。急招！");
        store(first);

        List<Extracted> told = store(repost);

        assertThat(told).hasSize(1);
        assertThat(told.get(0).event().duplicateOf()).isEqualTo(first.id());
        ContractExamples.of("skill-requirements/v1").assertValid(told.get(0).payload());
        assertThat(duplicateOf(repost)).isEqualTo(first.id().toString());
        given().get("/api/job-postings/" + first.id()).then().body("requirements", not(hasKey("duplicateOf")));
        given().get("/api/job-postings?size=200")
                .then()
                .body(
                        "items.find { it.postingId == '%s' }.duplicateOf".formatted(repost.id()),
                        equalTo(first.id().toString()));
    }

    @Test
    void within_a_batch_the_earlier_one_is_the_original_whatever_the_order() {
        SamplePosting first = on(1, "。");
        SamplePosting second = on(2, "。甲");
        SamplePosting third = on(3, "。乙");

        assertThat(store(third, first, second)).hasSize(3);

        assertThat(duplicateOf(first)).isNull();
        assertThat(duplicateOf(second)).isEqualTo(first.id().toString());
        assertThat(duplicateOf(third)).isEqualTo(first.id().toString());
    }

    @Test
    void one_that_was_received_earlier_but_comes_later_is_the_original() {
        SamplePosting late = on(1, "。");
        SamplePosting stored = on(2, "。甲");
        SamplePosting repeating = on(3, "。乙");
        Extracted before = store(stored).get(0);
        store(repeating);

        List<Extracted> told = store(late);

        assertThat(told).extracting(Extracted::postingId).containsExactly(late.id(), stored.id());
        Extracted anew = told.get(1);
        assertThat(anew.event().duplicateOf()).isEqualTo(late.id());
        assertThat(anew.event().extractedAt()).isAfter(before.event().extractedAt());
        assertThat(anew.eventId()).isNotEqualTo(before.eventId());
        assertThat(anew.event().requirements()).isEqualTo(before.event().requirements());
        assertThat(duplicateOf(late)).isNull();
        assertThat(duplicateOf(stored)).isEqualTo(late.id().toString());
        // It repeats a posting still; which one was told already.
        assertThat(duplicateOf(repeating)).isEqualTo(stored.id().toString());
    }

    @Test
    void a_record_that_comes_again_changes_nothing() {
        SamplePosting late = on(1, "。");
        SamplePosting first = on(2, "。甲");
        SamplePosting repost = on(3, "。乙");
        store(first, repost);
        store(late);

        assertThat(store(first, repost, late)).isEmpty();
        assertThat(store(repost)).isEmpty();
        assertThat(store(late)).isEmpty();
    }

    @Test
    void two_instances_that_store_at_the_same_time_see_each_other() throws Exception {
        List<SamplePosting> all = new ArrayList<>();
        for (int i = 1; i <= 16; i++) {
            all.add(on(i, "。第" + (char) ('甲' + i)));
        }
        ExecutorService instances = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Extracted>>> stored = all.stream()
                    .map(posting -> instances.submit(() -> store(posting)))
                    .toList();
            for (Future<List<Extracted>> each : stored) {
                each.get();
            }
        } finally {
            instances.shutdownNow();
        }

        assertThat(duplicateOf(all.get(0))).isNull();
        assertThat(all.subList(1, 16))
                .allSatisfy(posting -> assertThat(duplicateOf(posting)).isNotNull());
    }

    @Test
    void short_texts_repeat_nothing() {
        String marker = UUID.randomUUID().toString();
        SamplePosting one = SamplePosting.saying("熟悉 Go。" + marker);
        SamplePosting other = SamplePosting.saying("熟悉 Go！" + marker);

        store(one, other);

        assertThat(duplicateOf(one)).isNull();
        assertThat(duplicateOf(other)).isNull();
    }
}
