package dev.nextskill.ingest.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-06T08:49:00Z");

    @Property
    void seconds_are_seconds(@ForAll @IntRange(max = 86_400) int seconds) {
        assertThat(RetryAfter.parse(" " + seconds, NOW)).contains(Duration.ofSeconds(seconds));
    }

    @Property
    void a_date_is_the_time_until_then(@ForAll @IntRange(min = -1_000_000, max = 86_400) int seconds) {
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                NOW.plusSeconds(seconds).atOffset(ZoneOffset.UTC));

        assertThat(RetryAfter.parse(date, NOW)).contains(Duration.ofSeconds(Math.max(0, seconds)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Fri, 06 Nov 2026 08:49:37 GMT",
                "Friday, 06-Nov-26 08:49:37 GMT",
                "Fri Nov  6 08:49:37 2026",
            })
    void all_three_formats_of_a_date_are_read(String date) {
        assertThat(RetryAfter.parse(date, NOW)).contains(Duration.ofSeconds(37));
    }

    @ParameterizedTest
    @ValueSource(strings = {"86401", "999999999999999999999999", "Sat, 06 Nov 2027 08:49:37 GMT"})
    void nobody_waits_longer_than_a_day(String header) {
        assertThat(RetryAfter.parse(header, NOW)).contains(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-5", "1.5", "soon", "２", "Fri, 99 Nov 2026 08:49:37 GMT", "2026-11-06T08:49:37Z"})
    void what_is_no_retry_after_says_nothing(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEmpty();
    }

    @Property
    void no_header_does_harm(@ForAll String header) {
        RetryAfter.parse(header, NOW).ifPresent(wait -> assertThat(wait).isBetween(Duration.ZERO, RetryAfter.LONGEST));
    }

    @Test
    void a_date_of_the_last_century_is_over() {
        assertThat(RetryAfter.parse("Sunday, 06-Nov-94 08:49:37 GMT", NOW)).contains(Duration.ZERO);
    }
}
