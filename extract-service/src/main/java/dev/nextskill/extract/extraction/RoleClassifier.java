package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.extract.extraction.PostingRequirements.RoleClassification;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.PhraseTrie;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The role class by the words of {@code role-classes.yaml}. Each word counts once for its place: its title weight in the
 * title, its weight in the text, less outside of the duties, because a role is what the person will do.
 */
final class RoleClassifier {

    private static final int MOST_REASONS = 5;
    private static final double IN_DUTIES = 1;
    private static final double IN_REQUIREMENTS = 0.6;
    private static final double IN_BONUS = 0.2;
    /** What another mention of the same word adds, up to {@link #MOST_REPEATS}. */
    private static final double REPEAT = 0.3;

    private static final int MOST_REPEATS = 3;

    /** Nothing recognised weighs this much for the last class of the file. */
    private static final double DEFAULT_SCORE = 2;

    private record Vote(int roleClass, double title, double text) {}

    private record Word(String text, List<Vote> votes) {}

    private record Reason(double score, SkillMention mention) {}

    private final List<String> ids = new ArrayList<>();
    private final PhraseTrie<Word> words;

    RoleClassifier() {
        Map<String, List<Vote>> votes = new java.util.LinkedHashMap<>();
        for (YamlEntries.Entry<RoleClassEntry> entry :
                YamlEntries.ofResource(RoleClassifier.class, "role-classes.yaml", RoleClassEntry.class)) {
            int roleClass = ids.size();
            ids.add(entry.value().id);
            for (RoleClassEntry.WordsEntry group : entry.value().words) {
                for (String word : group.of) {
                    votes.computeIfAbsent(word, w -> new ArrayList<>())
                            .add(new Vote(roleClass, group.title, group.text));
                }
            }
        }
        PhraseTrie.Builder<Word> trie = new PhraseTrie.Builder<>();
        votes.forEach((word, each) -> trie.add(word, new Word(word, List.copyOf(each))));
        words = trie.build();
    }

    RoleClassification classify(@Nullable FoldedText title, FoldedText text, List<Statement> statements) {
        double[] scores = new double[ids.size()];
        List<List<Reason>> reasons = new ArrayList<>();
        ids.forEach(id -> reasons.add(new ArrayList<>()));
        scores[scores.length - 1] = DEFAULT_SCORE;
        if (title != null) {
            for (PhraseTrie.Match<Word> match : words.scan(title, 0, title.length())) {
                for (Vote vote : match.value().votes()) {
                    count(title, match, SkillMention.Part.TITLE, vote.roleClass, vote.title, scores, reasons);
                }
            }
        }
        Map<String, Integer> seen = new HashMap<>();
        for (Statement statement : statements) {
            double place = weight(statement.section());
            if (place == 0) {
                continue;
            }
            for (PhraseTrie.Match<Word> match : words.scan(text, statement.from(), statement.to())) {
                int times = seen.merge(match.value().text(), 1, Integer::sum);
                if (times <= 1 + MOST_REPEATS) {
                    for (Vote vote : match.value().votes()) {
                        count(
                                text,
                                match,
                                null,
                                vote.roleClass,
                                vote.text * place * (times == 1 ? 1 : REPEAT),
                                scores,
                                reasons);
                    }
                }
            }
        }
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        double sum = 0;
        for (double score : scores) {
            sum += Math.max(0, score);
        }
        double confidence = Math.round(100 * Math.max(0, scores[best]) / Math.max(1e-9, sum)) / 100.0;
        List<SkillMention> because = reasons.get(best).stream()
                .sorted(Comparator.<Reason>comparingDouble(reason -> -reason.score))
                .limit(MOST_REASONS)
                .map(Reason::mention)
                .toList();
        return new RoleClassification(ids.get(best), confidence, because);
    }

    private static double weight(Section section) {
        return switch (section) {
            case DUTIES, NONE -> IN_DUTIES;
            case REQUIREMENTS, INTRODUCTION -> IN_REQUIREMENTS;
            case BONUS -> IN_BONUS;
            case IGNORED -> 0;
        };
    }

    private static void count(
            FoldedText text,
            PhraseTrie.Match<Word> match,
            SkillMention.@Nullable Part part,
            int roleClass,
            double score,
            double[] scores,
            List<List<Reason>> reasons) {
        scores[roleClass] += score;
        if (score > 0) {
            reasons.get(roleClass)
                    .add(new Reason(
                            score,
                            new SkillMention(
                                    text.quote(match.from(), match.to()),
                                    text.codePointStart(match.from()),
                                    text.codePointEnd(match.to()),
                                    part)));
        }
    }

    /** A role class of the data file. */
    record RoleClassEntry(
            @JsonProperty(required = true) String id,
            @JsonProperty(required = true) String zh,
            @JsonProperty(required = true) String en,
            @JsonProperty(required = true) List<WordsEntry> words) {

        /**
         * @param title weight of the word in the title
         * @param text weight of the word in the text
         */
        record WordsEntry(
                double title,
                double text,
                @JsonProperty(required = true) List<String> of) {}
    }
}
