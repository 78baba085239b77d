package dev.nextskill.planner.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {

    /** Table I of R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), method 3. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void it_agrees_with_published_values(long n, long of, double low, double high) {
        WilsonInterval interval = WilsonInterval.of(n, of);

        assertThat(interval.low()).isCloseTo(low, within(0.00005));
        assertThat(interval.high()).isCloseTo(high, within(0.00005));
    }

    @Test
    void without_a_sample_nothing_is_known() {
        assertThat(WilsonInterval.of(0, 0)).isEqualTo(new WilsonInterval(0, 1));
    }

    @Test
    void more_than_all_is_refused() {
        assertThatThrownBy(() -> WilsonInterval.of(3, 2)).hasMessageContaining("3 of 2");
    }

    @Property
    void it_holds_the_share_and_stays_between_0_and_1(
            @ForAll @IntRange(max = 500) int n, @ForAll @IntRange(max = 500) int more) {
        WilsonInterval interval = WilsonInterval.of(n, n + more);

        assertThat(interval.low()).isBetween(0.0, 1.0).isLessThanOrEqualTo(interval.high());
        assertThat(interval.high()).isBetween(0.0, 1.0);
        if (n + more > 0) {
            assertThat((double) n / (n + more)).isBetween(interval.low(), interval.high());
        }
    }
}
