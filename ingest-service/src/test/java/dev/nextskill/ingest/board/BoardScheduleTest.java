package dev.nextskill.ingest.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.ingest.board.BoardAnswer.Failure;
import dev.nextskill.ingest.board.BoardAnswer.Failure.Kind;
import dev.nextskill.ingest.board.SampleBoards.Configured;
import dev.nextskill.ingest.board.SourceStatus.State;
import dev.nextskill.ingest.posting.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoardScheduleTest {

    private static final Duration GAP = Duration.ofSeconds(10);
    private static final PollResult NOTHING_NEW = new PollResult.Unchanged();

    private final SettableClock clock = new SettableClock();
    private final Deque<Runnable> started = new ArrayDeque<>();
    private final List<String> polled = new ArrayList<>();
    private PollResult result = NOTHING_NEW;
    private double chance = 0.5;

    @Test
    void the_first_poll_comes_soon_and_the_next_after_the_interval() {
        var schedule = schedule(Configured.of("lever", "acme").as("a"));

        runs(schedule);
        assertThat(polled).isEmpty();
        clock.pass(Duration.ofSeconds(10));
        runs(schedule);
        assertThat(polled).containsExactly("a");
        assertThat(status(schedule).state()).isEqualTo(State.WAITING);
        assertThat(status(schedule).lastSuccess()).isNotNull();
        assertThat(untilNext(schedule)).isEqualTo(Duration.ofHours(1));

        clock.pass(Duration.ofMinutes(59));
        runs(schedule);
        assertThat(polled).hasSize(1);
        clock.pass(Duration.ofMinutes(1));
        runs(schedule);
        assertThat(polled).hasSize(2);
    }

    @Test
    void chance_moves_the_next_poll_by_a_tenth() {
        var schedule = schedule(Configured.of("lever", "acme").as("a"));
        chance = 0;
        pollNow(schedule);

        assertThat(untilNext(schedule)).isEqualTo(Duration.ofMinutes(54));
    }

    @Test
    void a_source_is_never_polled_twice_at_a_time() {
        var schedule = schedule(Configured.of("lever", "acme").as("a"));
        schedule.pollSoon("a");
        schedule.pollSoon("a");
        clock.pass(Duration.ofDays(1));
        schedule.tick();

        assertThat(started).hasSize(1);
        assertThat(status(schedule).state()).isEqualTo(State.POLLING);
        assertThat(status(schedule).nextPoll()).isNull();
    }

    @Test
    void sources_of_one_host_take_turns() {
        var schedule = schedule(
                Configured.of("lever", "a").as("a"),
                Configured.of("lever", "b").as("b"),
                Configured.of("ashby", "c").as("c"));
        clock.pass(Duration.ofSeconds(10));

        runs(schedule);
        assertThat(polled).containsExactly("a", "c");
        runs(schedule);
        assertThat(polled).hasSize(2);
        clock.pass(GAP);
        runs(schedule);
        assertThat(polled).containsExactly("a", "c", "b");
    }

    @Test
    void after_failures_the_waits_grow_and_a_success_ends_them() {
        var schedule = schedule(Configured.of("lever", "acme").as("a"));
        result = failed(Kind.PASSING, null);
        chance = 0;
        var waits = new ArrayList<Duration>();
        for (var i = 0; i < 12; i++) {
            clock.pass(Duration.ofDays(1));
            runs(schedule);
            waits.add(untilNext(schedule));
        }

        assertThat(waits).startsWith(Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(2));
        assertThat(waits).endsWith(Duration.ofHours(3), Duration.ofHours(3));
        assertThat(status(schedule).failuresInARow()).isEqualTo(12);
        assertThat(status(schedule).lastError()).isEqualTo("Out of order.");
        assertThat(status(schedule).state()).isEqualTo(State.FAILING);
        assertThat(status(schedule).line()).contains("failing, 12 in a row; no success yet", "Out of order.");

        result = NOTHING_NEW;
        clock.pass(Duration.ofDays(1));
        runs(schedule);
        assertThat(status(schedule).failuresInARow()).isZero();
        assertThat(status(schedule).lastError()).isNull();
    }

    @Test
    void what_does_not_pass_by_itself_is_not_tried_sooner_than_in_the_interval() {
        var schedule = schedule(Configured.of("lever", "acme").as("a"));
        result = failed(Kind.LASTING, null);
        pollNow(schedule);

        assertThat(untilNext(schedule)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void a_busy_host_is_left_alone_by_all_its_sources_as_long_as_it_asks() {
        var schedule = schedule(
                Configured.of("lever", "a").as("a"), Configured.of("lever", "b").as("b"));
        result = failed(Kind.BUSY, Duration.ofHours(5));
        chance = 0;
        pollNow(schedule);
        assertThat(untilNext(schedule)).isEqualTo(Duration.ofHours(5));

        result = NOTHING_NEW;
        schedule.pollSoon("b");
        schedule.pollSoon("a");
        clock.pass(Duration.ofHours(5).minusSeconds(1));
        runs(schedule);
        assertThat(polled).containsExactly("a");
        assertThat(schedule.status("b").orElseThrow().nextPoll())
                .isEqualTo(clock.instant().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS));

        clock.pass(Duration.ofSeconds(1));
        runs(schedule);
        clock.pass(GAP);
        runs(schedule);
        assertThat(polled).containsExactlyInAnyOrder("a", "a", "b");
    }

    @Test
    void counts_are_kept_of_the_last_answer_and_of_all() {
        var schedule = schedule(Configured.of("lever", "acme").as("a"));
        result = new PollResult.Read(new PollCounts(5, 4, 0, 0, 0, 1, 0), List.of("posting 1: No words."));
        pollNow(schedule);
        clock.pass(Duration.ofHours(2));
        result = new PollResult.Read(new PollCounts(5, 1, 0, 4, 0, 0, 0), List.of());
        runs(schedule);
        clock.pass(Duration.ofHours(2));
        result = NOTHING_NEW;
        runs(schedule);

        assertThat(status(schedule).lastRead()).isEqualTo(new PollCounts(5, 1, 0, 4, 0, 0, 0));
        assertThat(status(schedule).total()).isEqualTo(new PollCounts(10, 5, 0, 4, 0, 1, 0));
        assertThat(status(schedule).refusals()).isEmpty();
    }

    @Test
    void when_another_replica_polls_this_one_comes_back_soon() {
        var schedule = schedule(Configured.of("lever", "acme").as("a"));
        result = new PollResult.Elsewhere();
        pollNow(schedule);

        assertThat(untilNext(schedule)).isEqualTo(Duration.ofMinutes(1));
        assertThat(status(schedule).lastSuccess()).isNull();
    }

    @Test
    void a_defect_does_not_end_the_polling() {
        var schedule = new BoardSchedule(
                List.of(Configured.of("lever", "acme").as("a")),
                source -> {
                    throw new IllegalStateException("a bug");
                },
                new BackOff(Duration.ofMinutes(1), Duration.ofHours(6)),
                new HostPace(GAP),
                Duration.ZERO,
                clock,
                () -> chance,
                Runnable::run);
        schedule.tick();

        assertThat(status(schedule).state()).isEqualTo(State.FAILING);
        assertThat(status(schedule).lastError()).contains("a bug", "the log has the details");
    }

    @Test
    void a_disabled_source_is_listed_and_left_alone() {
        var schedule = schedule(Configured.of("lever", "acme").disabled().as("a"));
        clock.pass(Duration.ofDays(1));
        schedule.pollSoon("a");
        runs(schedule);

        assertThat(polled).isEmpty();
        assertThat(status(schedule).state()).isEqualTo(State.DISABLED);
        assertThat(status(schedule).line()).isEqualTo("disabled");
        assertThat(schedule.pollSoon("b")).isEmpty();
    }

    private BoardSchedule schedule(BoardSource... sources) {
        return new BoardSchedule(
                List.of(sources),
                source -> {
                    polled.add(source.name());
                    return result;
                },
                new BackOff(Duration.ofMinutes(1), Duration.ofHours(6)),
                new HostPace(GAP),
                Duration.ofSeconds(20),
                clock,
                () -> chance,
                started::add);
    }

    private void runs(BoardSchedule schedule) {
        schedule.tick();
        while (!started.isEmpty()) {
            started.remove().run();
        }
    }

    private void pollNow(BoardSchedule schedule) {
        schedule.pollSoon("a");
        runs(schedule);
    }

    private static SourceStatus status(BoardSchedule schedule) {
        return schedule.status("a").orElseThrow();
    }

    private Duration untilNext(BoardSchedule schedule) {
        Instant next = status(schedule).nextPoll();
        assertThat(next).isNotNull();
        return Duration.between(clock.instant().truncatedTo(ChronoUnit.SECONDS), next == null ? Instant.MIN : next);
    }

    private static PollResult failed(Kind kind, @Nullable Duration retryAfter) {
        return new PollResult.Failed(
                new Failure(kind, "Out of order.", retryAfter), new PollResult.Read(PollCounts.NONE, List.of()));
    }
}
