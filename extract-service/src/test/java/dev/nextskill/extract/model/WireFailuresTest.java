package dev.nextskill.extract.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WireFailuresTest {

    @Test
    void a_key_that_the_server_says_back_is_not_told() {
        WireFailures failures = new WireFailures(Clock.systemUTC(), Optional.of("sk-secret"));

        ModelUnavailableException failure = failures.explain(
                new ServerRefusedException(401, "{\"error\": \"Incorrect API key provided: sk-secret.\"}", null));

        assertThat(failure)
                .hasMessageContaining("Incorrect API key provided: ….")
                .hasMessageContaining("Check extract.model.api-key");
        assertThat(failure.getMessage()).doesNotContain("sk-secret");
    }
}
