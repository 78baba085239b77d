package dev.nextskill.planner.market;

import static dev.nextskill.planner.market.Events.posting;
import static dev.nextskill.planner.market.Necessity.ESSENTIAL;
import static dev.nextskill.planner.market.Necessity.OPTIONAL;
import static dev.nextskill.planner.market.Necessity.RESPONSIBILITY;
import static dev.nextskill.planner.market.ProficiencyLevel.FAMILIAR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.planner.market.CounterKey.Kind;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarketContributionTest {

    private static final YearMonth MAY = YearMonth.of(2026, 5);

    @Test
    void a_posting_counts_itself_its_skills_by_necessity_and_its_first_language() {
        MarketContribution contribution = MarketContribution.of(posting(1)
                .names("go", "python")
                .asks(ESSENTIAL, FAMILIAR, "go", "python")
                .asks(OPTIONAL, FAMILIAR, "redis")
                .event());

        assertThat(contribution.counts())
                .containsExactlyInAnyOrder(
                        key(Kind.POSTING, "", ""),
                        key(Kind.SKILL, "go", "essential"),
                        key(Kind.SKILL, "python", "essential"),
                        key(Kind.SKILL, "redis", "optional"),
                        key(Kind.FIRST_LANGUAGE, "go", ""));
    }

    @Test
    void a_skill_named_twice_counts_once_by_the_strongest_necessity() {
        MarketContribution contribution = MarketContribution.of(posting(1)
                .asks(RESPONSIBILITY, FAMILIAR, "rag")
                .asks(ESSENTIAL, FAMILIAR, "rag")
                .asks(OPTIONAL, FAMILIAR, "rag")
                .event());

        assertThat(contribution.counts())
                .containsExactlyInAnyOrder(key(Kind.POSTING, "", ""), key(Kind.SKILL, "rag", "essential"));
    }

    @Test
    void words_that_the_vocabulary_does_not_know_are_not_counted() {
        assertThat(MarketContribution.of(posting(1)
                                .asks(ESSENTIAL, FAMILIAR, (String) null)
                                .event())
                        .counts())
                .containsExactly(key(Kind.POSTING, "", ""));
    }

    @Test
    void a_repeat_counts_nothing() {
        assertThat(MarketContribution.of(
                        posting(2).repeats(1).asks(ESSENTIAL, FAMILIAR, "rag").event()))
                .isEqualTo(MarketContribution.NOTHING);
    }

    @Test
    void without_a_date_it_counts_in_the_month_of_its_receipt_else_of_its_reading() {
        assertThat(posting(1)
                        .posted(null)
                        .received("2026-04-30T23:59:59Z")
                        .event()
                        .postedOn())
                .isEqualTo("2026-04-30");
        assertThat(posting(1)
                        .posted(null)
                        .extracted("2026-07-01T00:00:00Z")
                        .event()
                        .postedOn())
                .isEqualTo("2026-07-01");
    }

    @Test
    void replacing_a_contribution_by_itself_changes_nothing() {
        MarketContribution contribution = MarketContribution.of(
                posting(1).asks(ESSENTIAL, FAMILIAR, "rag").event());

        assertThat(changes(contribution, contribution)).isEmpty();
    }

    @Test
    void another_role_class_moves_every_count() {
        MarketContribution before = MarketContribution.of(
                posting(1).asks(ESSENTIAL, FAMILIAR, "rag").event());
        MarketContribution after = MarketContribution.of(
                posting(1).in("backend").asks(ESSENTIAL, FAMILIAR, "rag").event());

        assertThat(changes(before, after))
                .hasSize(4)
                .containsEntry(key(Kind.SKILL, "rag", "essential"), -1)
                .containsEntry(new CounterKey("backend", MAY, Kind.SKILL, "rag", "essential"), 1)
                .containsEntry(key(Kind.POSTING, "", ""), -1)
                .containsEntry(new CounterKey("backend", MAY, Kind.POSTING, "", ""), 1);
    }

    private static Map<CounterKey, Integer> changes(MarketContribution old, MarketContribution now) {
        Map<CounterKey, Integer> changes = new HashMap<>();
        now.replaces(old, changes);
        return changes;
    }

    private static CounterKey key(Kind kind, String subject, String detail) {
        return new CounterKey("llm-application", MAY, kind, subject, detail);
    }
}
