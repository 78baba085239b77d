package dev.nextskill.planner.path;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.planner.curriculum.SmallCurricula;
import dev.nextskill.planner.market.PostingSignatures.Snapshot;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoalDemandsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 1);

    private final GoalDemands demands = new GoalDemands(SmallCurricula.of(List.of()), new Objective(0.5, 0.8, 90));

    @Test
    void a_demand_is_computed_once_while_the_postings_stay_the_same() {
        GoalDemand first = of(1, "backend", TODAY);

        assertThat(of(1, "backend", TODAY)).isSameAs(first);
        assertThat(of(1, "other", TODAY)).isNotSameAs(first);
        assertThat(of(1, "backend", TODAY)).isSameAs(first);
    }

    @Test
    void other_postings_or_another_day_are_another_demand() {
        GoalDemand first = of(1, "backend", TODAY);

        assertThat(of(1, "backend", TODAY.plusDays(1))).isNotSameAs(first);
        assertThat(of(2, "backend", TODAY)).isNotSameAs(first);
    }

    private GoalDemand of(long revision, String roleClass, LocalDate today) {
        return demands.of(new Snapshot(revision, List.of()), Set.of(roleClass), today);
    }
}
