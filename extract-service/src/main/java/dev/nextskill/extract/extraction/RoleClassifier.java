package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.extract.extraction.PostingRequirements.RoleClassification;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.PhraseTrie;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The role class by the words of {@code role-classes.yaml}: a title that names the work decides unless the text speaks
 * strongly for another class. The text's words weigh less outside of the duties, because a role is what the person will do.
 */
final class RoleClassifier {

    private static final int MOST_REASONS = 5;
    private static final double IN_DUTIES = 1;
    private static final double IN_REQUIREMENTS = 0.25;
    private static final double IN_BONUS = 0.1;
    /** What another mention of the same word adds, up to {@link #MOST_REPEATS}. */
    private static final double REPEAT = 0.3;

    private static final int MOST_REPEATS = 3;
    /** What a title's other words add to its strongest: they mostly say the same once more. */
    private static final double FURTHER_TITLE_WORD = 0.25;
    /** The data file's points in a factor of e. */
    private static final double POINTS = 5;

    /** Of a word: its weight for each class. */
    private static final class Weights {

        /** The word's number. */
        private final int word;

        private final double[] byClass;

        private Weights(int word, double[] byClass) {
            this.word = word;
            this.byClass = byClass;
        }
    }

    /**
     * A word in the posting, with what it adds to the score of each class.
     *
     * @param share of the word's weights
     */
    private record Reason(
            FoldedText text, SkillMention.@Nullable Part part, PhraseTrie.Match<Weights> match, double share) {

        double score(int roleClass) {
            return match.value().byClass[roleClass] * share;
        }

        SkillMention mention() {
            return new SkillMention(
                    text.quote(match.from(), match.to()),
                    text.codePointStart(match.from()),
                    text.codePointEnd(match.to()),
                    part);
        }
    }

    private final List<String> ids = new ArrayList<>();
    private final double[] priors;
    private final PhraseTrie<Weights> titleWords;
    private final PhraseTrie<Weights> textWords;
    private final int numberOfTextWords;

    RoleClassifier() {
        List<RoleClassEntry> entries =
                YamlEntries.ofResource(RoleClassifier.class, "role-classes.yaml", RoleClassEntry.class).stream()
                        .map(YamlEntries.Entry::value)
                        .toList();
        entries.forEach(entry -> ids.add(entry.id));
        priors = entries.stream().mapToDouble(RoleClassEntry::prior).toArray();
        titleWords = trie(weights(entries.stream().map(RoleClassEntry::title).toList()));
        Map<String, double[]> weightsInText =
                weights(entries.stream().map(RoleClassEntry::text).toList());
        textWords = trie(weightsInText);
        numberOfTextWords = weightsInText.size();
    }

    /** @param byClass the words of each class */
    private static Map<String, double[]> weights(List<List<RoleClassEntry.WordsEntry>> byClass) {
        Map<String, double[]> weights = new LinkedHashMap<>();
        for (int roleClass = 0; roleClass < byClass.size(); roleClass++) {
            for (RoleClassEntry.WordsEntry group : byClass.get(roleClass)) {
                for (String word : group.of) {
                    weights.computeIfAbsent(word, w -> new double[byClass.size()])[roleClass] = group.weight;
                }
            }
        }
        return weights;
    }

    private static PhraseTrie<Weights> trie(Map<String, double[]> weights) {
        PhraseTrie.Builder<Weights> trie = new PhraseTrie.Builder<>();
        int number = 0;
        for (Map.Entry<String, double[]> word : weights.entrySet()) {
            trie.add(word.getKey(), new Weights(number++, word.getValue()));
        }
        return trie.build();
    }

    RoleClassification classify(@Nullable FoldedText title, FoldedText text, List<Statement> statements) {
        double[] scores = priors.clone();
        List<Reason> reasons = new ArrayList<>();
        if (title != null) {
            readTitle(title, scores, reasons);
        }
        readText(text, statements, scores, reasons);
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp((score - scores[best]) / POINTS);
        }
        double confidence = Math.round(100 / sum) / 100.0;
        return new RoleClassification(ids.get(best), confidence, strongest(reasons, best));
    }

    private static List<SkillMention> strongest(List<Reason> reasons, int roleClass) {
        return reasons.stream()
                .filter(reason -> reason.score(roleClass) > 0)
                .sorted(Comparator.comparingDouble(reason -> -reason.score(roleClass)))
                .limit(MOST_REASONS)
                .map(Reason::mention)
                .toList();
    }

    private void readTitle(FoldedText title, double[] scores, List<Reason> reasons) {
        double[] strongest = new double[scores.length];
        double[] sum = new double[scores.length];
        for (PhraseTrie.Match<Weights> match : titleWords.scan(title, 0, title.length())) {
            reasons.add(new Reason(title, SkillMention.Part.TITLE, match, 1));
            for (int i = 0; i < scores.length; i++) {
                double weight = match.value().byClass[i];
                if (weight > 0) {
                    strongest[i] = Math.max(strongest[i], weight);
                    sum[i] += weight;
                } else {
                    scores[i] += weight;
                }
            }
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] += strongest[i] + FURTHER_TITLE_WORD * (sum[i] - strongest[i]);
        }
    }

    private void readText(FoldedText text, List<Statement> statements, double[] scores, List<Reason> reasons) {
        int[] times = new int[numberOfTextWords];
        for (Statement statement : statements) {
            double place = weight(statement.section());
            if (place == 0) {
                continue;
            }
            for (PhraseTrie.Match<Weights> match : textWords.scan(text, statement.from(), statement.to())) {
                int time = ++times[match.value().word];
                if (time > 1 + MOST_REPEATS) {
                    continue;
                }
                double[] weights = match.value().byClass;
                for (int i = 0; i < scores.length; i++) {
                    scores[i] += weights[i] * place * (time == 1 ? 1 : REPEAT);
                }
                if (time == 1) {
                    reasons.add(new Reason(text, null, match, place));
                }
            }
        }
    }

    private static double weight(Section section) {
        return switch (section) {
            case DUTIES, NONE -> IN_DUTIES;
            case REQUIREMENTS, INTRODUCTION -> IN_REQUIREMENTS;
            case BONUS -> IN_BONUS;
            case IGNORED -> 0;
        };
    }

    /**
     * A role class of the data file.
     *
     * @param prior points that it has without any word
     */
    record RoleClassEntry(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String zh,
            @JsonProperty(required = true) String en,
            double prior,
            @JsonProperty(required = true) List<WordsEntry> title,
            @JsonProperty(required = true) List<WordsEntry> text) {

        /** Words of one weight, in points. */
        record WordsEntry(
                double weight,
                @JsonProperty(required = true) List<String> of) {}
    }
}
