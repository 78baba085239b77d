package dev.nextskill.extract.reextraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskPaceTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final TaskPace pace = new TaskPace(3, SECOND, Duration.ofSeconds(60));

    @Test
    void as_many_are_taken_as_there_is_room_for() {
        assertThat(pace.room(NOW, 0, 4)).isEqualTo(4);
        assertThat(pace.room(NOW, 3, 4)).isEqualTo(1);
        assertThat(pace.room(NOW, 4, 4)).isZero();
    }

    @Test
    void a_failure_or_two_are_the_postings_own() {
        pace.failed(NOW, Duration.ofHours(1));
        pace.failed(NOW, Duration.ofHours(1));

        assertThat(pace.room(NOW, 0, 4)).isEqualTo(4);
    }

    @Test
    void an_outage_is_waited_for_as_long_as_it_says_and_then_one_looks_whether_it_is_over() {
        for (int i = 0; i < 3; i++) {
            pace.failed(NOW, Duration.ofMinutes(5));
        }

        assertThat(pace.room(NOW.plusSeconds(299), 0, 4)).isZero();
        assertThat(pace.room(NOW.plusSeconds(300), 0, 4)).isEqualTo(1);
        assertThat(pace.room(NOW.plusSeconds(300), 1, 4)).isZero();
        pace.succeeded();
        assertThat(pace.room(NOW.plusSeconds(301), 0, 4)).isEqualTo(4);
    }

    @Test
    void the_longer_it_lasts_the_rarer_it_is_asked() {
        for (int i = 0; i < 6; i++) {
            pace.failed(NOW, Duration.ZERO);
        }

        assertThat(pace.restsUntil()).isEqualTo(NOW.plusSeconds(8));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "4,8", "7,60", "1000000,60"})
    void pauses_double_up_to_the_longest(int attempt, int seconds) {
        assertThat(TaskPace.backoff(attempt, SECOND, Duration.ofSeconds(60))).hasSeconds(seconds);
    }
}
