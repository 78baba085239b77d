package dev.nextskill.extract.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(1));
    private final List<Long> pauses = new ArrayList<>();

    private static Callable<String> failing(int times, Exception failure) {
        Deque<Exception> failures = new ArrayDeque<>();
        for (int i = 0; i < times; i++) {
            failures.add(failure);
        }
        return () -> {
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
            return "done";
        };
    }

    private String run(Callable<String> attempt, boolean isTransient) throws Exception {
        return backoff.untilItWorks(attempt, e -> isTransient, (pause, number, e) -> pauses.add(pause.toMillis()));
    }

    @Test
    void pauses_grow_up_to_the_longest() throws Exception {
        assertThat(run(failing(5, new IOException("away")), true)).isEqualTo("done");
        assertThat(pauses).containsExactly(200L, 400L, 800L, 1000L, 1000L);
    }

    @Test
    void success_needs_no_pause() throws Exception {
        assertThat(run(() -> "done", true)).isEqualTo("done");
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_failure_that_stays_is_thrown_at_once() {
        assertThatThrownBy(() -> run(failing(1, new IOException("for good")), false))
                .hasMessage("for good");
        assertThat(pauses).isEmpty();
    }

    @Test
    void an_interruption_ends_it() {
        assertThatThrownBy(() -> run(failing(1, new InterruptedException()), true))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void pauses_must_be_positive_and_in_order() {
        assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageContaining("PT2S");
    }
}
