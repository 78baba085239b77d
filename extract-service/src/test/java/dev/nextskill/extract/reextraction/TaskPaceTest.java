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

    private final TaskPace pace = new TaskPace();

    @Test
    void as_many_are_taken_as_there_is_room_for() {
        assertThat(pace.room(NOW, 0, 4)).isEqualTo(4);
        assertThat(pace.room(NOW, 3, 4)).isEqualTo(1);
        assertThat(pace.room(NOW, 4, 4)).isZero();
    }

    @Test
    void none_are_taken_while_the_model_cannot_be_asked() {
        pace.rest(NOW.plusSeconds(300));
        pace.rest(NOW.plusSeconds(10));

        assertThat(pace.room(NOW.plusSeconds(299), 0, 4)).isZero();
        assertThat(pace.room(NOW.plusSeconds(300), 1, 4)).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "2,2", "4,8", "7,60", "1000000,60"})
    void pauses_double_up_to_the_longest(int attempt, int seconds) {
        assertThat(TaskPace.backoff(attempt, SECOND, Duration.ofSeconds(60))).hasSeconds(seconds);
    }
}
