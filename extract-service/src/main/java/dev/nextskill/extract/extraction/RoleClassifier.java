package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.extract.extraction.PostingRequirements.RoleClassification;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.PhraseTrie;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
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

    private record Reason(double score, SkillMention mention) {}

    private final List<String> ids = new ArrayList<>();
    private final double[] priors;
    /** Of each word: its weight for each class. */
    private final PhraseTrie<double[]> titleWords;

    private final PhraseTrie<double[]> textWords;

    RoleClassifier() {
        List<RoleClassEntry> entries =
                YamlEntries.ofResource(RoleClassifier.class, "role-classes.yaml", RoleClassEntry.class).stream()
                        .map(YamlEntries.Entry::value)
                        .toList();
        entries.forEach(entry -> ids.add(entry.id));
        priors = entries.stream().mapToDouble(RoleClassEntry::prior).toArray();
        titleWords = trie(entries.stream().map(RoleClassEntry::title).toList());
        textWords = trie(entries.stream().map(RoleClassEntry::text).toList());
    }

    /** @param byClass the words of each class */
    private static PhraseTrie<double[]> trie(List<List<RoleClassEntry.WordsEntry>> byClass) {
        Map<String, double[]> weights = new LinkedHashMap<>();
        for (int roleClass = 0; roleClass < byClass.size(); roleClass++) {
            for (RoleClassEntry.WordsEntry group : byClass.get(roleClass)) {
                for (String word : group.of) {
                    weights.computeIfAbsent(word, w -> new double[byClass.size()])[roleClass] = group.weight;
                }
            }
        }
        PhraseTrie.Builder<double[]> trie = new PhraseTrie.Builder<>();
        weights.forEach(trie::add);
        return trie.build();
    }

    RoleClassification classify(@Nullable FoldedText title, FoldedText text, List<Statement> statements) {
        double[] scores = priors.clone();
        List<List<Reason>> reasons = new ArrayList<>();
        ids.forEach(id -> reasons.add(new ArrayList<>()));
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
        List<SkillMention> because = reasons.get(best).stream()
                .sorted(Comparator.<Reason>comparingDouble(reason -> -reason.score))
                .limit(MOST_REASONS)
                .map(Reason::mention)
                .toList();
        return new RoleClassification(ids.get(best), confidence, because);
    }

    private void readTitle(FoldedText title, double[] scores, List<List<Reason>> reasons) {
        double[] strongest = new double[scores.length];
        double[] sum = new double[scores.length];
        for (PhraseTrie.Match<double[]> match : titleWords.scan(title, 0, title.length())) {
            for (int i = 0; i < scores.length; i++) {
                double weight = match.value()[i];
                if (weight > 0) {
                    strongest[i] = Math.max(strongest[i], weight);
                    sum[i] += weight;
                    reasons.get(i).add(new Reason(weight, mention(title, match, SkillMention.Part.TITLE)));
                } else {
                    scores[i] += weight;
                }
            }
        }
        for (int i = 0; i < scores.length; i++) {
            scores[i] += strongest[i] + FURTHER_TITLE_WORD * (sum[i] - strongest[i]);
        }
    }

    private void readText(FoldedText text, List<Statement> statements, double[] scores, List<List<Reason>> reasons) {
        IdentityHashMap<double[], Integer> seen = new IdentityHashMap<>();
        for (Statement statement : statements) {
            double place = weight(statement.section());
            if (place == 0) {
                continue;
            }
            for (PhraseTrie.Match<double[]> match : textWords.scan(text, statement.from(), statement.to())) {
                int times = seen.merge(match.value(), 1, Integer::sum);
                if (times <= 1 + MOST_REPEATS) {
                    for (int i = 0; i < scores.length; i++) {
                        double score = match.value()[i] * place * (times == 1 ? 1 : REPEAT);
                        scores[i] += score;
                        if (score > 0 && times == 1) {
                            reasons.get(i).add(new Reason(score, mention(text, match, null)));
                        }
                    }
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

    private static SkillMention mention(
            FoldedText text, PhraseTrie.Match<double[]> match, SkillMention.@Nullable Part part) {
        return new SkillMention(
                text.quote(match.from(), match.to()),
                text.codePointStart(match.from()),
                text.codePointEnd(match.to()),
                part);
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
