package dev.nextskill.extract.skill;

import dev.nextskill.vocabulary.Skill;
import dev.nextskill.vocabulary.SkillLabel;
import dev.nextskill.vocabulary.SkillType;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds skills of the vocabulary by what people call them. */
public final class SkillSearch {

    private final List<Entry> entries;
    private final Map<String, Skill> byName = new LinkedHashMap<>();

    public SkillSearch(SkillVocabulary vocabulary) {
        List<Entry> all = new ArrayList<>();
        for (Skill skill : vocabulary.skills()) {
            List<String> names = new ArrayList<>();
            names.add(SkillVocabulary.normalise(skill.id().value()));
            for (SkillLabel label : skill.labels()) {
                names.add(SkillVocabulary.normalise(label.text()));
            }
            all.add(new Entry(skill, names));
            names.forEach(name -> byName.putIfAbsent(name, skill));
        }
        // An id always means its own skill, even if it is also another one's label.
        all.forEach(entry -> byName.put(entry.names().get(0), entry.skill()));
        entries = List.copyOf(all);
    }

    /** The skill with this id or label; case, width and white space do not matter. */
    public Optional<Skill> find(String idOrLabel) {
        return Optional.ofNullable(byName.get(SkillVocabulary.normalise(idOrLabel)));
    }

    /** Ids of the skills whose names are most like it, the best first; none when no name is at all like it. */
    public List<String> nearest(String word, int most) {
        String normalised = SkillVocabulary.normalise(word);
        if (normalised.isEmpty()) {
            return List.of();
        }
        return entries.stream()
                .map(entry -> new Match(
                        entry.skill().id().value(),
                        entry.names().stream()
                                .mapToDouble(name -> distance(normalised, name)
                                        / (double) Math.max(normalised.length(), name.length()))
                                .min()
                                .orElse(1)))
                // Beyond half of its letters changed, a name is another one.
                .filter(match -> match.share() <= 0.5)
                .sorted(Comparator.comparingDouble(Match::share).thenComparing(Match::id))
                .limit(most)
                .map(Match::id)
                .toList();
    }

    /** Skills of a type whose id or a label contains the words, by id; null filters nothing. */
    public List<Skill> search(@Nullable String words, @Nullable SkillType type) {
        String part = words == null ? "" : SkillVocabulary.normalise(words);
        return entries.stream()
                .filter(entry -> type == null || entry.skill().type() == type)
                .filter(entry -> entry.names().stream().anyMatch(name -> name.contains(part)))
                .map(Entry::skill)
                .toList();
    }

    /** Levenshtein's: the fewest letters to insert, drop or change. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }

    private record Entry(Skill skill, List<String> names) {}

    private record Match(String id, double share) {}
}
