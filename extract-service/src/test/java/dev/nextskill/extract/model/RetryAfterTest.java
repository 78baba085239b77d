package dev.nextskill.extract.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            30                              | PT30S
            0.2                             | PT1S
            1.5                             | PT2S
            0                               | PT1S
            999999999                       | PT24H
            Mon, 23 Nov 2026 12:02:00 GMT   | PT2M
            Mon, 23 Nov 2026 11:00:00 GMT   | PT1S
            Mon, 23 Nov 2099 11:00:00 GMT   | PT24H
            """)
    void seconds_and_dates_are_read_and_bounded(String header, Duration pause) {
        assertThat(RetryAfter.parse(header, NOON)).contains(pause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "soon", "-5", "12345678901", "1e9", "Mon, 99 Nov 2026 12:02:00 GMT"})
    void nonsense_is_as_good_as_nothing(String header) {
        assertThat(RetryAfter.parse(header, NOON)).isEmpty();
    }

    @Test
    void an_absent_header_says_nothing() {
        assertThat(RetryAfter.parse(null, NOON)).isEmpty();
    }
}
