package dev.nextskill.ingest.board;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The header {@code Retry-After} of RFC 9110, 10.2.3: seconds, or an HTTP-date in any of its three formats (5.6.7). */
final class RetryAfter {

    /** Longer waits are taken for a slip; after this time we ask again. */
    static final Duration LONGEST = Duration.ofDays(1);

    /** The year of two digits in RFC 850's format means one that is at most 50 years ahead. */
    private static final int YEARS_BACK = 49;

    private static final DateTimeFormatter IMF =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH);

    private RetryAfter() {}

    /** How long to wait, between zero and {@link #LONGEST}; empty when the header says nothing that can be understood. */
    static Optional<Duration> parse(String header, Instant now) {
        var value = header.strip();
        if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            // More digits than a day has seconds are a day, and need not fit a long.
            return Optional.of(value.length() > 9 ? LONGEST : within(Duration.ofSeconds(Long.parseLong(value))));
        }
        for (var format : List.of(IMF, rfc850(now), ASCTIME)) {
            try {
                var until = LocalDateTime.parse(value, format).toInstant(ZoneOffset.UTC);
                return Optional.of(within(Duration.between(now, until)));
            } catch (DateTimeException e) {
                // The next format, or none.
            }
        }
        return Optional.empty();
    }

    private static DateTimeFormatter rfc850(Instant now) {
        return new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(
                        ChronoField.YEAR, 2, 2, now.atZone(ZoneOffset.UTC).getYear() - YEARS_BACK)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.ENGLISH);
    }

    private static Duration within(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }
}
