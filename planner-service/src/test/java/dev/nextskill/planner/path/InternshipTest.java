package dev.nextskill.planner.path;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InternshipTest {

    @Test
    void enough_is_as_much_as_wanted_of_both() {
        Internship offer = new Internship(3, 4);

        assertThat(offer.meets(3, 4)).isTrue();
        assertThat(offer.meets(4, 4)).isFalse();
        assertThat(offer.meets(3, 5)).isFalse();
    }

    @Test
    void what_a_posting_does_not_say_bars_nobody() {
        assertThat(new Internship(1, 1).meets(0, 0)).isTrue();
    }

    @Test
    void without_an_offer_nothing_is_barred() {
        assertThat(Internship.ANY.meets(60, 7)).isTrue();
    }
}
