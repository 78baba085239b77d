package dev.nextskill.extract.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ModelStateTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final ModelState state = new ModelState();

    @Test
    void an_outage_is_told_of_once_and_the_next_one_again() {
        assertThat(failed(ModelFailure.RATE_LIMITED, Duration.ZERO)).isTrue();
        assertThat(failed(ModelFailure.SERVER_ERROR, Duration.ofSeconds(1))).isTrue();
        assertThat(failed(ModelFailure.RATE_LIMITED, Duration.ofSeconds(2))).isFalse();
        assertThat(failed(ModelFailure.SERVER_ERROR, Duration.ofSeconds(3))).isFalse();

        assertThat(failed(ModelFailure.RATE_LIMITED, Duration.ofDays(1))).isTrue();
    }

    private boolean failed(ModelFailure kind, Duration later) {
        return state.failed(ModelUnavailableException.of(kind, "away, says the test"), NOW.plus(later));
    }
}
