package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.extract.extraction.PostingRequirements.RoleClassification;
import dev.nextskill.extract.extraction.RoleWordReader.Found;
import dev.nextskill.extract.extraction.RoleWordReader.Place;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.PhraseTrie;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The role class by the words of {@code role-classes.yaml}, a multinomial logistic regression: a class's score is its prior
 * and what each word speaks for it, more or less by where it stands; the scores' softmax is the confidence.
 */
final class RoleClassifier {

    private static final int MOST_REASONS = 5;

    /** A word's weight for each class, by place. */
    private static final class Weights {

        private final double[] title;
        private final double[] duties;
        private final double[] requirements;

        private Weights(int classes) {
            title = new double[classes];
            duties = new double[classes];
            requirements = new double[classes];
        }

        private double[] in(Place place) {
            return switch (place) {
                case TITLE -> title;
                case DUTIES -> duties;
                case REQUIREMENTS -> requirements;
            };
        }
    }

    /** A word that speaks for the class that was chosen rather than for the next best. */
    private record Reason(double score, Found<Weights> found) {}

    private final List<RoleClassEntry> classes;
    private final RoleWordReader<Weights> words;

    RoleClassifier() {
        classes = YamlEntries.ofResource(RoleClassifier.class, "role-classes.yaml", RoleClassEntry.class).stream()
                .map(YamlEntries.Entry::value)
                .toList();
        Map<String, Weights> inTitle = new LinkedHashMap<>();
        Map<String, Weights> inText = new LinkedHashMap<>();
        collect(Place.TITLE, RoleClassEntry::title, inTitle);
        collect(Place.DUTIES, RoleClassEntry::duties, inText);
        collect(Place.REQUIREMENTS, RoleClassEntry::requirements, inText);
        words = new RoleWordReader<>(trie(inTitle), trie(inText));
    }

    private void collect(
            Place place, Function<RoleClassEntry, List<RoleClassEntry.WordsEntry>> list, Map<String, Weights> byWord) {
        for (int roleClass = 0; roleClass < classes.size(); roleClass++) {
            for (RoleClassEntry.WordsEntry group : list.apply(classes.get(roleClass))) {
                for (String word : group.of) {
                    byWord.computeIfAbsent(word, w -> new Weights(classes.size()))
                            .in(place)[roleClass] = group.weight;
                }
            }
        }
    }

    private static PhraseTrie<Weights> trie(Map<String, Weights> byWord) {
        PhraseTrie.Builder<Weights> trie = new PhraseTrie.Builder<>();
        byWord.forEach(trie::add);
        return trie.build();
    }

    /** @param votes what neighbours add to the words' scores */
    RoleClassification classify(
            @Nullable FoldedText title, FoldedText text, List<Statement> statements, RoleClassVotes votes) {
        List<Found<Weights>> found = words.read(title, text, statements);
        double[] scores = scores(found);
        for (int i = 0; i < scores.length; i++) {
            scores[i] += votes.score(classes.get(i).id());
        }
        int best = best(scores, -1);
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - scores[best]);
        }
        double confidence = Math.round(100 / sum) / 100.0;
        return new RoleClassification(classes.get(best).id, confidence, because(found, best, best(scores, best)));
    }

    /** Of each class, how sure it is that the posting is of it; they add up to 1. */
    Map<String, Double> shares(@Nullable FoldedText title, FoldedText text, List<Statement> statements) {
        double[] scores = scores(words.read(title, text, statements));
        double highest = scores[best(scores, -1)];
        double sum = 0;
        for (double score : scores) {
            sum += Math.exp(score - highest);
        }
        Map<String, Double> shares = new LinkedHashMap<>();
        for (int i = 0; i < scores.length; i++) {
            shares.put(classes.get(i).id, Math.exp(scores[i] - highest) / sum);
        }
        return shares;
    }

    private double[] scores(List<Found<Weights>> found) {
        double[] scores = classes.stream().mapToDouble(RoleClassEntry::prior).toArray();
        for (Found<Weights> each : found) {
            double[] weights = each.word().in(each.place());
            for (int i = 0; i < scores.length; i++) {
                scores[i] += weights[i] * each.value();
            }
        }
        return scores;
    }

    private static int best(double[] scores, int without) {
        int best = without == 0 ? 1 : 0;
        for (int i = best + 1; i < scores.length; i++) {
            best = i != without && scores[i] > scores[best] ? i : best;
        }
        return best;
    }

    private static List<SkillMention> because(List<Found<Weights>> found, int best, int next) {
        List<Reason> reasons = new ArrayList<>();
        for (Found<Weights> each : found) {
            double[] weights = each.word().in(each.place());
            double score = (weights[best] - weights[next]) * each.value();
            if (score > 0 && weights[best] > 0) {
                reasons.add(new Reason(score, each));
            }
        }
        reasons.sort(Comparator.comparingDouble(reason -> -reason.score));
        List<Found<Weights>> kept = new ArrayList<>();
        for (Reason reason : reasons) {
            if (kept.size() < MOST_REASONS && kept.stream().noneMatch(other -> says(other, reason.found))) {
                kept.add(reason.found);
            }
        }
        return kept.stream().map(RoleClassifier::mention).toList();
    }

    /** Whether one is a part of the other or the same words in another place. */
    private static boolean says(Found<Weights> one, Found<Weights> other) {
        boolean together = (one.place() == Place.TITLE) == (other.place() == Place.TITLE);
        return (together && one.from() < other.to() && other.from() < one.to())
                || words(one).equals(words(other));
    }

    private static String words(Found<Weights> found) {
        return found.text().subSequence(found.from(), found.to());
    }

    private static SkillMention mention(Found<Weights> found) {
        return new SkillMention(
                found.text().quote(found.from(), found.to()),
                found.text().codePointStart(found.from()),
                found.text().codePointEnd(found.to()),
                found.place() == Place.TITLE ? SkillMention.Part.TITLE : null);
    }

    /**
     * A role class of the data file.
     *
     * @param prior its score without any word
     */
    record RoleClassEntry(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String zh,
            @JsonProperty(required = true) String en,
            double prior,
            @JsonProperty(required = true) List<WordsEntry> title,
            @JsonProperty(required = true) List<WordsEntry> duties,
            @JsonProperty(required = true) List<WordsEntry> requirements) {

        /** Words of one weight: log-odds of a word that stands alone. */
        record WordsEntry(
                double weight,
                @JsonProperty(required = true) List<String> of) {}
    }
}
