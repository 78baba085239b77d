package dev.nextskill.planner.market;

import dev.nextskill.planner.market.CounterKey.Kind;
import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the postings of a role class, or of all, ask for.
 *
 * @param roleClass null: all
 * @param since the first month counted; null: all months
 * @param n postings counted: identical texts are one posting, and postings that extract-service marks {@code duplicateOf} another are
 *     not counted again
 * @param skills the most asked first
 */
record MarketDemand(@Nullable String roleClass, @Nullable YearMonth since, long n, List<SkillDemand> skills) {

    MarketDemand {
        skills = List.copyOf(skills);
    }

    static MarketDemand of(
            Collection<Counter> counters,
            SkillVocabulary vocabulary,
            Optional<String> roleClass,
            Optional<YearMonth> since,
            int limit) {
        long postings = postings(counters);
        Map<SkillId, Map<Necessity, Long>> asked = new TreeMap<>();
        for (Counter counter : counters) {
            if (counter.key().kind() == Kind.SKILL && counter.n() > 0) {
                asked.computeIfAbsent(new SkillId(counter.key().subject()), id -> new EnumMap<>(Necessity.class))
                        .merge(necessity(counter.key().detail()), counter.n(), Long::sum);
            }
        }
        List<SkillDemand> skills = asked.entrySet().stream()
                .map(each -> demand(each.getKey(), each.getValue(), postings, vocabulary))
                .sorted(Comparator.comparingLong(SkillDemand::n).reversed().thenComparing(SkillDemand::skillId))
                .limit(limit)
                .toList();
        return new MarketDemand(roleClass.orElse(null), since.orElse(null), postings, skills);
    }

    /** Postings counted. */
    static long postings(Collection<Counter> counters) {
        return counters.stream()
                .filter(counter -> counter.key().kind() == Kind.POSTING)
                .mapToLong(Counter::n)
                .sum();
    }

    static String label(SkillId id, SkillVocabulary vocabulary) {
        return vocabulary.find(id).map(Skill::preferredLabel).orElse(id.value());
    }

    private static SkillDemand demand(
            SkillId id, Map<Necessity, Long> split, long postings, SkillVocabulary vocabulary) {
        long n = split.values().stream().mapToLong(each -> each).sum();
        return new SkillDemand(
                id,
                label(id, vocabulary),
                n,
                postings == 0 ? 0 : (double) n / postings,
                WilsonInterval.of(n, postings),
                split.getOrDefault(Necessity.ESSENTIAL, 0L),
                split.getOrDefault(Necessity.OPTIONAL, 0L),
                split.getOrDefault(Necessity.RESPONSIBILITY, 0L));
    }

    private static Necessity necessity(String id) {
        for (Necessity necessity : Necessity.values()) {
            if (necessity.id().equals(id)) {
                return necessity;
            }
        }
        throw new IllegalArgumentException("There is no necessity \"%s\"".formatted(id));
    }
}
