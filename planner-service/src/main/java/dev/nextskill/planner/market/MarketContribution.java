package dev.nextskill.planner.market;

import dev.nextskill.planner.market.CounterKey.Kind;
import dev.nextskill.planner.market.SkillRequirementsExtracted.AskedSkill;
import dev.nextskill.planner.market.SkillRequirementsExtracted.RankedLanguage;
import dev.nextskill.planner.market.SkillRequirementsExtracted.Requirement;
import dev.nextskill.vocabulary.SkillId;
import java.time.YearMonth;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one posting adds to the market: the counters in which it counts, once each. Because it depends on nothing but the event, taking the
 * old away and adding the new recounts exactly, whatever changed.
 */
record MarketContribution(Set<CounterKey> counts) {

    static final MarketContribution NOTHING = new MarketContribution(Set.of());

    MarketContribution {
        counts = Set.copyOf(counts);
    }

    /** A posting that extract-service marks {@code duplicateOf} another adds nothing: the other one counts. */
    static MarketContribution of(SkillRequirementsExtracted event) {
        if (event.duplicateOf() != null) {
            return NOTHING;
        }
        String roleClass = event.roleClass().id();
        YearMonth month = YearMonth.from(event.postedOn());
        Set<CounterKey> counts = new HashSet<>();
        counts.add(new CounterKey(roleClass, month, Kind.POSTING, "", ""));
        Map<SkillId, Necessity> asked = new TreeMap<>();
        for (Requirement requirement : event.requirements()) {
            for (AskedSkill each : requirement.anyOf()) {
                SkillId skill = each.skillId();
                if (skill != null) {
                    asked.merge(skill, requirement.necessity(), (a, b) -> a.compareTo(b) > 0 ? a : b);
                }
            }
        }
        asked.forEach((skill, necessity) ->
                counts.add(new CounterKey(roleClass, month, Kind.SKILL, skill.value(), necessity.id())));
        event.programmingLanguages().stream()
                .filter(language -> language.rank() == 1)
                .map(RankedLanguage::skillId)
                .findFirst()
                .ifPresent(
                        first -> counts.add(new CounterKey(roleClass, month, Kind.FIRST_LANGUAGE, first.value(), "")));
        return new MarketContribution(counts);
    }

    /** Adds to the sums what must change when this takes the place of the old one. */
    void replaces(MarketContribution old, Map<CounterKey, Integer> changes) {
        for (CounterKey key : old.counts) {
            if (!counts.contains(key)) {
                changes.merge(key, -1, Integer::sum);
            }
        }
        for (CounterKey key : counts) {
            if (!old.counts.contains(key)) {
                changes.merge(key, 1, Integer::sum);
            }
        }
    }
}
