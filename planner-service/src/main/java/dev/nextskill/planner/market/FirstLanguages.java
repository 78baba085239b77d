package dev.nextskill.planner.market;

import dev.nextskill.planner.market.CounterKey.Kind;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which programming language the postings name first (首位语言).
 *
 * @param roleClass null: all
 * @param since the first month counted; null: all months
 * @param n postings counted, as in {@link MarketDemand}
 * @param naming of the n, how many name a language at all: what the shares are of
 * @param languages the most frequent first
 */
record FirstLanguages(
        @Nullable String roleClass, @Nullable YearMonth since, long n, long naming, List<FirstLanguage> languages) {

    FirstLanguages {
        languages = List.copyOf(languages);
    }

    /**
     * @param n postings that name it first
     * @param share of the postings that name a language, 0 to 1
     * @param interval where the true share plausibly lies
     */
    record FirstLanguage(SkillId skillId, String label, long n, double share, WilsonInterval interval) {}

    static FirstLanguages of(
            Collection<Counter> counters,
            SkillVocabulary vocabulary,
            Optional<String> roleClass,
            Optional<YearMonth> since) {
        Map<SkillId, Long> firsts = new TreeMap<>();
        for (Counter counter : counters) {
            if (counter.key().kind() == Kind.FIRST_LANGUAGE && counter.n() > 0) {
                firsts.merge(new SkillId(counter.key().subject()), counter.n(), Long::sum);
            }
        }
        long naming = firsts.values().stream().mapToLong(each -> each).sum();
        List<FirstLanguage> languages = firsts.entrySet().stream()
                .map(each -> new FirstLanguage(
                        each.getKey(),
                        MarketDemand.label(each.getKey(), vocabulary),
                        each.getValue(),
                        (double) each.getValue() / naming,
                        WilsonInterval.of(each.getValue(), naming)))
                .sorted(Comparator.comparingLong(FirstLanguage::n).reversed().thenComparing(FirstLanguage::skillId))
                .toList();
        return new FirstLanguages(
                roleClass.orElse(null), since.orElse(null), MarketDemand.postings(counters), naming, languages);
    }
}
