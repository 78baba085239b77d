package dev.nextskill.ingest.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class BackOffTest {

    private static final BackOff BACK_OFF = new BackOff(Duration.ofMinutes(1), Duration.ofHours(6));

    @Example
    void the_wait_doubles_up_to_the_longest() {
        assertThat(BACK_OFF.after(1, 0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(BACK_OFF.after(2, 0)).isEqualTo(Duration.ofMinutes(1));
        assertThat(BACK_OFF.after(5, 0)).isEqualTo(Duration.ofMinutes(8));
        assertThat(BACK_OFF.after(50, 0)).isEqualTo(Duration.ofHours(3));
    }

    @Property
    void chance_takes_half_of_it_at_most(
            @ForAll @IntRange(min = 1) int failures, @ForAll @DoubleRange(max = 1, maxIncluded = false) double random) {
        var least = BACK_OFF.after(failures, 0);

        assertThat(BACK_OFF.after(failures, random))
                .isBetween(least, least.multipliedBy(2))
                .isLessThanOrEqualTo(BACK_OFF.most());
    }

    @Example
    void nonsense_is_refused_with_its_keys() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BackOff(Duration.ofHours(1), Duration.ofMinutes(1)))
                .withMessageContaining("ingest.boards.first-back-off")
                .withMessageContaining("ingest.boards.max-back-off");
    }
}
