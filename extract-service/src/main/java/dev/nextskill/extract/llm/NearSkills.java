package dev.nextskill.extract.llm;

import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillId;
import dev.nextskill.vocabulary.SkillLabel;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The vocabulary's skills whose labels look like some words. Nearness is the share of common letter pairs (the Dice
 * coefficient over bigrams, Dice 1945), or how much of the longer the shorter is, if it stands in it.
 */
final class NearSkills {

    /** From here on, words may be held to name a skill when a model says that they do. */
    static final double NAMES = 0.55;

    private record Label(String letters, Set<String> pairs, SkillId skill) {}

    private final SkillVocabulary vocabulary;
    private final List<Label> labels = new ArrayList<>();
    private final Map<String, List<Integer>> byPair = new HashMap<>();
    private final Map<SkillId, List<Label>> bySkill = new HashMap<>();
    private final Map<String, Skill> byId = new HashMap<>();

    NearSkills(SkillVocabulary vocabulary) {
        this.vocabulary = vocabulary;
        for (Skill skill : vocabulary.skills()) {
            byId.put(skill.id().value(), skill);
            for (SkillLabel each : skill.labels()) {
                String letters = FindableText.squeeze(each.text());
                if (letters.length() < 2) {
                    continue;
                }
                Label label = new Label(letters, pairs(letters), skill.id());
                for (String pair : label.pairs) {
                    byPair.computeIfAbsent(pair, unused -> new ArrayList<>()).add(labels.size());
                }
                labels.add(label);
                bySkill.computeIfAbsent(skill.id(), unused -> new ArrayList<>()).add(label);
            }
        }
    }

    Optional<Skill> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** How near words are to the nearest of a skill's labels, 0..1. */
    double nearness(String words, SkillId skill) {
        String letters = FindableText.squeeze(words);
        Set<String> pairs = pairs(letters);
        double nearest = 0;
        for (Label label : bySkill.getOrDefault(skill, List.of())) {
            nearest = Math.max(nearest, nearness(letters, pairs, label));
        }
        return nearest;
    }

    /** The skills nearest to some words, the nearest first; ties by id. */
    List<Skill> nearest(String words, int most) {
        String letters = FindableText.squeeze(words);
        Set<String> pairs = pairs(letters);
        Map<SkillId, Double> nearness = new LinkedHashMap<>();
        Set<Integer> seen = new HashSet<>();
        for (String pair : pairs) {
            for (int index : byPair.getOrDefault(pair, List.of())) {
                if (seen.add(index)) {
                    Label label = labels.get(index);
                    double near = nearness(letters, pairs, label);
                    if (near >= NAMES) {
                        nearness.merge(label.skill, near, Math::max);
                    }
                }
            }
        }
        return nearness.entrySet().stream()
                .sorted(Map.Entry.<SkillId, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().value()))
                .limit(most)
                .map(entry -> vocabulary.find(entry.getKey()).orElseThrow())
                .toList();
    }

    private static double nearness(String letters, Set<String> pairs, Label label) {
        if (letters.equals(label.letters)) {
            return 1;
        }
        int common = 0;
        for (String pair : label.pairs) {
            common += pairs.contains(pair) ? 1 : 0;
        }
        double dice = pairs.isEmpty() ? 0 : 2.0 * common / (pairs.size() + label.pairs.size());
        String shorter = letters.length() < label.letters.length() ? letters : label.letters;
        String longer = letters.length() < label.letters.length() ? label.letters : letters;
        double inside =
                shorter.length() >= 3 && longer.contains(shorter) ? 0.3 + 0.7 * shorter.length() / longer.length() : 0;
        return Math.max(dice, inside);
    }

    private static Set<String> pairs(String letters) {
        Set<String> pairs = new HashSet<>();
        for (int at = 0; at + 2 <= letters.length(); at++) {
            pairs.add(letters.substring(at, at + 2));
        }
        return pairs;
    }
}
