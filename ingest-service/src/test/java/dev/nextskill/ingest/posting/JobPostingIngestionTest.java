package dev.nextskill.ingest.posting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.ingest.posting.FakeSeenPostingsStore.Mood;
import dev.nextskill.ingest.posting.Ingestion.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Timeout(10)
final class JobPostingIngestionTest {

    private static final ReceivedPosting POSTING = posting("Knows Go or Python and MySQL.");

    private final FakePostingLog log = new FakePostingLog();
    private final FakeSeenPostingsStore seen = new FakeSeenPostingsStore();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final JobPostingIngestion ingestion = ingestion(Duration.ofSeconds(5), 1_000_000);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void a_new_posting_is_appended_and_then_remembered() throws Exception {
        var done = ingestion.ingest(POSTING, JobSource.api(null)).get();

        assertThat(done.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(seen.knows(done.postingId())).isTrue();
        assertThat(log.appended()).singleElement().satisfies(event -> {
            assertThat(event.postingId()).isEqualTo(done.postingId());
            assertThat(event.text()).isEqualTo(POSTING.text());
            assertThat(event.receivedAt()).isEqualTo(Instant.parse("2026-06-01T08:30:00.123Z"));
            assertThat(event.source()).isEqualTo(JobSource.api(null));
        });
    }

    @Test
    void a_repeat_is_not_appended() throws Exception {
        var first = ingestion.ingest(POSTING, JobSource.api(null)).get();

        var repeat = ingestion
                .ingest(posting("  Knows Ｇｏ or Python\n and MySQL.  "), JobSource.batch(null))
                .get();

        assertThat(repeat).isEqualTo(new Ingestion(first.postingId(), Outcome.DUPLICATE));
        assertThat(log.appended()).hasSize(1);
    }

    @Test
    void before_the_acknowledgement_nothing_is_answered_or_remembered() throws Exception {
        log.hold();

        var done = ingestion.ingest(POSTING, JobSource.api(null));

        assertThat(done).isNotDone();
        assertThat(seen.knows(PostingId.of(POSTING.text()))).isFalse();
        log.acknowledgeAll();
        assertThat(done.get().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(seen.knows(PostingId.of(POSTING.text()))).isTrue();
    }

    @Test
    void a_repeat_of_what_is_under_way_waits_for_it() throws Exception {
        log.hold();
        var first = ingestion.ingest(POSTING, JobSource.api(null));

        var repeat = ingestion.ingest(POSTING, JobSource.api(null));

        assertThat(repeat).isNotDone();
        log.acknowledgeAll();
        assertThat(first.get().outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(repeat.get().outcome()).isEqualTo(Outcome.DUPLICATE);
        assertThat(log.appended()).hasSize(1);
    }

    @Test
    void a_repeat_of_what_fails_is_unpublished_like_it_and_may_be_sent_again() throws Exception {
        log.hold();
        var first = ingestion.ingest(POSTING, JobSource.api(null));
        var repeat = ingestion.ingest(POSTING, JobSource.api(null));

        log.failAll();

        assertThat(first.get().outcome()).isEqualTo(Outcome.UNPUBLISHED);
        assertThat(repeat.get().outcome()).isEqualTo(Outcome.UNPUBLISHED);
        var again = ingestion.ingest(POSTING, JobSource.api(null));
        log.acknowledgeAll();
        assertThat(again.get().outcome()).isEqualTo(Outcome.ACCEPTED);
    }

    @Test
    void a_log_that_says_nothing_is_not_waited_for_longer_than_the_patience_but_its_late_word_counts()
            throws Exception {
        var impatient = ingestion(Duration.ofMillis(50), 1_000_000);
        log.hold();

        assertThat(impatient.ingest(POSTING, JobSource.api(null)).get().outcome())
                .isEqualTo(Outcome.UNPUBLISHED);

        log.acknowledgeAll();
        assertThat(impatient.ingest(POSTING, JobSource.api(null)).get().outcome())
                .isEqualTo(Outcome.DUPLICATE);
    }

    @Test
    void what_is_too_much_for_a_log_that_stands_still_is_turned_away_until_it_moves() throws Exception {
        var narrow = ingestion(Duration.ofMillis(50), 1_500);
        log.hold();
        narrow.ingest(POSTING, JobSource.api(null)).get();

        var tooMuch = narrow.ingest(posting("Knows Rust, C++ and CUDA."), JobSource.api(null));

        assertThat(tooMuch.get().outcome()).isEqualTo(Outcome.UNPUBLISHED);
        assertThat(log.appended()).hasSize(1);
        log.acknowledgeAll();
        assertThat(narrow.ingest(posting("Knows Rust, C++ and CUDA."), JobSource.api(null)))
                .isNotDone();
        assertThat(log.appended()).hasSize(2);
    }

    @Test
    void a_posting_larger_than_all_that_may_be_under_way_still_gets_through() throws Exception {
        var narrow = ingestion(Duration.ofSeconds(5), 100);

        assertThat(narrow.ingest(posting("x".repeat(5000)), JobSource.api(null))
                        .get(5, TimeUnit.SECONDS)
                        .outcome())
                .isEqualTo(Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "WELL")
    void without_its_memory_every_posting_is_accepted_and_the_memory_is_asked_once(Mood mood) throws Exception {
        var forgetful = new JobPostingIngestion(
                log,
                new SeenPostings(seen, Duration.ofMillis(100), Duration.ofHours(1), timer),
                new SettableClock(),
                Duration.ofSeconds(5),
                1_000_000);
        seen.become(mood);

        for (var i = 0; i < 20; i++) {
            assertThat(forgetful
                            .ingest(posting("Knows Go or Python, reference %d.".formatted(i)), JobSource.api(null))
                            .get()
                            .outcome())
                    .isEqualTo(Outcome.ACCEPTED);
        }

        assertThat(seen.asked()).isEqualTo(1);
    }

    private JobPostingIngestion ingestion(Duration patience, int maxBytesUnderWay) {
        return new JobPostingIngestion(
                log,
                new SeenPostings(seen, Duration.ofSeconds(1), Duration.ofSeconds(1), timer),
                new SettableClock(),
                patience,
                maxBytesUnderWay);
    }

    private static ReceivedPosting posting(String text) {
        return new ReceivedPosting(null, null, null, null, null, text, null, List.of());
    }
}
