package dev.nextskill.vocabulary;

import java.util.List;
import java.util.Map;

/**
 * An entry of the vocabulary.
 *
 * @param preferredLabel the canonical name: English for named technologies, Chinese for concepts that Chinese postings name in Chinese
 * @param labels every way to write it, the preferred label first
 * @param broader the more general skills
 * @param sameAs ids elsewhere, by scheme: {@code stackoverflow}, {@code wikidata}, {@code esco}, {@code lightcast}
 */
public record Skill(
        SkillId id,
        SkillType type,
        String preferredLabel,
        List<SkillLabel> labels,
        List<SkillId> broader,
        Map<String, String> sameAs) {

    public Skill {
        labels = List.copyOf(labels);
        broader = List.copyOf(broader);
        sameAs = Map.copyOf(sameAs);
    }
}
