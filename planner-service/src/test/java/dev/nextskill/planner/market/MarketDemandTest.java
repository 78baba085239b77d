package dev.nextskill.planner.market;

import static dev.nextskill.planner.market.Events.posting;
import static dev.nextskill.planner.market.Necessity.ESSENTIAL;
import static dev.nextskill.planner.market.Necessity.OPTIONAL;
import static dev.nextskill.planner.market.ProficiencyLevel.FAMILIAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.planner.curriculum.SmallCurricula;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarketDemandTest {

    private static final SkillVocabulary VOCABULARY = SmallCurricula.vocabulary("go", "python", "redis");

    @Test
    void skills_are_counted_over_months_and_sorted_by_how_many_ask() {
        MarketDemand demand = MarketDemand.of(
                counters(
                        posting(1)
                                .posted("2026-04-01")
                                .asks(ESSENTIAL, FAMILIAR, "redis")
                                .asks(OPTIONAL, FAMILIAR, "go"),
                        posting(2).posted("2026-05-01").asks(OPTIONAL, FAMILIAR, "redis"),
                        posting(3).posted("2026-05-02")),
                VOCABULARY,
                Optional.of("llm-application"),
                Optional.empty(),
                10);

        assertThat(demand.n()).isEqualTo(3);
        assertThat(demand.skills())
                .containsExactly(
                        new SkillDemand(new SkillId("redis"), "redis", 2, 2 / 3.0, WilsonInterval.of(2, 3), 1, 1, 0),
                        new SkillDemand(new SkillId("go"), "go", 1, 1 / 3.0, WilsonInterval.of(1, 3), 0, 1, 0));
    }

    @Test
    void no_more_than_the_limit_is_shown() {
        assertThat(MarketDemand.of(
                                counters(posting(1)
                                        .asks(ESSENTIAL, FAMILIAR, "redis")
                                        .asks(ESSENTIAL, FAMILIAR, "go")),
                                VOCABULARY,
                                Optional.empty(),
                                Optional.empty(),
                                1)
                        .skills())
                .extracting(SkillDemand::label)
                .containsExactly("go");
    }

    @Test
    void first_languages_share_the_postings_that_name_one() {
        FirstLanguages languages = FirstLanguages.of(
                counters(
                        posting(1).names("go", "python"),
                        posting(2).names("python"),
                        posting(3).names("go"),
                        posting(4)),
                VOCABULARY,
                Optional.empty(),
                Optional.empty());

        assertThat(languages.n()).isEqualTo(4);
        assertThat(languages.naming()).isEqualTo(3);
        assertThat(languages.languages())
                .extracting(FirstLanguages.FirstLanguage::label, FirstLanguages.FirstLanguage::share)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("go", 2 / 3.0),
                        org.assertj.core.api.Assertions.tuple("python", 1 / 3.0));
    }

    @Test
    void nothing_counted_is_nothing_asked() {
        MarketDemand demand = MarketDemand.of(List.of(), VOCABULARY, Optional.empty(), Optional.empty(), 10);

        assertThat(demand.n()).isZero();
        assertThat(demand.skills()).isEmpty();
    }

    private static List<Counter> counters(Events... events) {
        Map<CounterKey, Integer> sums = new HashMap<>();
        for (Events each : events) {
            MarketContribution.of(each.event()).replaces(MarketContribution.NOTHING, sums);
        }
        return sums.entrySet().stream()
                .map(sum -> new Counter(sum.getKey(), sum.getValue()))
                .toList();
    }
}
