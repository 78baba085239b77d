package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextskill.extract.extraction.RoleWordReader.Found;
import dev.nextskill.extract.extraction.SoftmaxRegression.Features;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.PhraseTrie;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns postings into what the role classes' weights are learned from. */
final class RolePostings {

    private static final int SHORTEST_NOTE = 2;
    private static final int LONGEST_NOTE = 3;
    /** Postings that begin alike are reposts. */
    private static final int COMPARED_LETTERS = 150;

    /** A word as a feature. */
    private record Word(int number) {}

    /**
     * A posting in its three forms.
     *
     * @param note its title and two or three of its sentences, as people copy postings
     * @param untitled its text only
     * @param hint the class that its title says, or null
     */
    record Posting(
            String id,
            Features full,
            Features note,
            Features untitled,
            @Nullable Integer hint) {}

    private final List<String> titleWords = lines("role-title-words.txt");
    private final List<String> textWords = lines("role-text-words.txt");
    private final RoleWordReader<Word> reader = new RoleWordReader<>(trie(titleWords), trie(textWords));
    private final PostingLayout layout = new PostingLayout(SectionHeading.read());
    private final List<String> classes;
    private final PhraseTrie<Integer> titlePatterns;
    /** Of each title word: the class whose titles it is a pattern of, or -1. */
    private final int[] patternClass;

    private final int unclear;

    RolePostings(List<String> classes) {
        this.classes = classes;
        unclear = classes.size();
        patternClass = new int[titleWords.size()];
        Arrays.fill(patternClass, -1);
        PhraseTrie.Builder<Integer> patterns = new PhraseTrie.Builder<>();
        for (String line : lines("role-title-patterns.txt")) {
            int colon = line.indexOf(": ");
            int roleClass = classes.indexOf(line.substring(0, colon));
            for (String word : line.substring(colon + 2).split(", ", -1)) {
                patterns.add(word, roleClass < 0 ? unclear : roleClass);
                if (roleClass >= 0) {
                    patternClass[titleWords.indexOf(word)] = roleClass;
                }
            }
        }
        titlePatterns = patterns.build();
    }

    private static PhraseTrie<Word> trie(List<String> words) {
        PhraseTrie.Builder<Word> trie = new PhraseTrie.Builder<>();
        for (int i = 0; i < words.size(); i++) {
            trie.add(words.get(i), new Word(i));
        }
        return trie.build();
    }

    /** The lines of a resource beside this class, comments left out. */
    static List<String> lines(String resource) {
        try (InputStream in = Objects.requireNonNull(
                RolePostings.class.getResourceAsStream(resource), () -> resource + " is missing")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("%s cannot be read".formatted(resource), e);
        }
    }

    int features() {
        return firstPattern() + classes.size();
    }

    /** The features that all title patterns of a class share begin here: what is known of one helps the rarer ones. */
    private int firstPattern() {
        return titleWords.size() + 2 * textWords.size();
    }

    /** The features that a word of a place has: its own, and that of its class's title patterns. */
    int[] featuresOf(RoleWordReader.Place place, int word) {
        int own = firstFeature(place) + word;
        boolean shares = place == RoleWordReader.Place.TITLE && patternClass[word] >= 0;
        return shares ? new int[] {own, firstPattern() + patternClass[word]} : new int[] {own};
    }

    /** The words of a place, in the order of their features. */
    List<String> words(RoleWordReader.Place place) {
        return place == RoleWordReader.Place.TITLE ? titleWords : textWords;
    }

    private int firstFeature(RoleWordReader.Place place) {
        return switch (place) {
            case TITLE -> 0;
            case DUTIES -> titleWords.size();
            case REQUIREMENTS -> titleWords.size() + textWords.size();
        };
    }

    /**
     * Each different posting once, the earliest of reposts.
     *
     * @param labelled ids that stay though they repeat another
     * @param leftOut ids of the postings to measure with
     */
    List<Posting> read(List<JsonNode> rows, Set<String> labelled, Set<String> leftOut) {
        List<Posting> postings = new ArrayList<>();
        Set<String> beginnings = new HashSet<>();
        for (JsonNode row : rows) {
            String id = row.path("id").asText();
            FoldedText text = FoldedText.of(row.path("text").asText());
            boolean first = beginnings.add(text.subSequence(0, Math.min(COMPARED_LETTERS, text.length())));
            if (!leftOut.contains(id) && (first || labelled.contains(id))) {
                postings.add(posting(id, row.path("title").asText(""), text));
            }
        }
        return postings;
    }

    private Posting posting(String id, String titleText, FoldedText text) {
        FoldedText title = titleText.isEmpty() ? null : FoldedText.of(titleText);
        List<Statement> statements = layout.statements(text);
        return new Posting(
                id,
                features(title, text, statements),
                features(title, text, note(id, statements)),
                features(null, text, statements),
                title == null ? null : hint(title));
    }

    private static List<Statement> note(String id, List<Statement> statements) {
        Random random = new Random(id.hashCode());
        List<Statement> told = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement.section() != Section.IGNORED && statement.section() != Section.INTRODUCTION) {
                told.add(Statement.of(statement.from(), statement.to(), Section.NONE));
            }
        }
        Collections.shuffle(told, random);
        int length = SHORTEST_NOTE + random.nextInt(LONGEST_NOTE - SHORTEST_NOTE + 1);
        return told.subList(0, Math.min(length, told.size()));
    }

    private Features features(@Nullable FoldedText title, FoldedText text, List<Statement> statements) {
        List<Found<Word>> found = reader.read(title, text, statements);
        List<Integer> numbers = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Found<Word> each : found) {
            for (int feature : featuresOf(each.place(), each.word().number())) {
                numbers.add(feature);
                values.add(each.value());
            }
        }
        return new Features(
                numbers.stream().mapToInt(Integer::intValue).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The class whose patterns the title matches, if they are of one class only. */
    private @Nullable Integer hint(FoldedText title) {
        Set<Integer> matched = new HashSet<>();
        for (PhraseTrie.Match<Integer> match : titlePatterns.scanAll(title, 0, title.length())) {
            matched.add(match.value());
        }
        if (matched.remove(unclear)) {
            matched.remove(classes.indexOf("backend"));
        }
        return matched.size() == 1 ? matched.iterator().next() : null;
    }
}
