package dev.nextskill.extract.extraction;

import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.PhraseTrie;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words that speak for role classes and says how much each counts. What {@link RoleClassifier} weighs and what
 * its weights are learned from are read here, so that they cannot differ.
 *
 * <p>The words of the title and those of the text are each scaled by the square root of the sum of their squares (and a
 * constant for the doubt that few words leave): a note of two lines then speaks nearly as loud as a posting of two pages.
 *
 * @param <T> what stands for a word; a different object for each
 */
final class RoleWordReader<T> {

    /** Where a word stands. */
    enum Place {
        TITLE,
        /** What the person will do, or a text without headings. */
        DUTIES,
        /** What is asked of the person, and what is told of the team. */
        REQUIREMENTS
    }

    /**
     * A word of the title or the text, each once for a place.
     *
     * @param from of its first mention, in folded positions
     * @param value how much it counts, about 0.1 to 1
     */
    record Found<T>(T word, Place place, FoldedText text, int from, int to, double value) {}

    /** What another mention of the same word adds, up to {@link #MOST_REPEATS}. */
    private static final double REPEAT = 0.3;

    private static final int MOST_REPEATS = 3;
    private static final double IN_BONUS = 0.5;
    /** Against being sure by one word. */
    private static final double TITLE_DOUBT = 1;

    private static final double TEXT_DOUBT = 4;

    private final PhraseTrie<T> titleWords;
    private final PhraseTrie<T> textWords;

    RoleWordReader(PhraseTrie<T> titleWords, PhraseTrie<T> textWords) {
        this.titleWords = titleWords;
        this.textWords = textWords;
    }

    List<Found<T>> read(@Nullable FoldedText title, FoldedText text, List<Statement> statements) {
        List<Found<T>> found = new ArrayList<>();
        if (title != null) {
            IdentityHashMap<T, Count<T>> counts = new IdentityHashMap<>();
            List<Count<T>> inOrder = new ArrayList<>();
            for (PhraseTrie.Match<T> match : titleWords.scanAll(title, 0, title.length())) {
                count(match, 1, counts, inOrder);
            }
            scale(inOrder, TITLE_DOUBT, Place.TITLE, title, found);
        }
        IdentityHashMap<T, Count<T>> inDuties = new IdentityHashMap<>();
        IdentityHashMap<T, Count<T>> inRequirements = new IdentityHashMap<>();
        List<Count<T>> duties = new ArrayList<>();
        List<Count<T>> requirements = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement.section() == Section.IGNORED) {
                continue;
            }
            boolean does = statement.section() == Section.DUTIES || statement.section() == Section.NONE;
            for (PhraseTrie.Match<T> match : textWords.scan(text, statement.from(), statement.to())) {
                count(
                        match,
                        statement.section() == Section.BONUS ? IN_BONUS : 1,
                        does ? inDuties : inRequirements,
                        does ? duties : requirements);
            }
        }
        scale(duties, TEXT_DOUBT, Place.DUTIES, text, found);
        scale(requirements, TEXT_DOUBT, Place.REQUIREMENTS, text, found);
        return found;
    }

    private static <T> void count(
            PhraseTrie.Match<T> match, double value, IdentityHashMap<T, Count<T>> counts, List<Count<T>> inOrder) {
        Count<T> count = counts.get(match.value());
        if (count == null) {
            count = new Count<>(match, value);
            counts.put(match.value(), count);
            inOrder.add(count);
        } else if (count.times <= MOST_REPEATS) {
            count.times++;
            count.value += REPEAT * value;
        }
    }

    private static <T> void scale(
            List<Count<T>> counts, double doubt, Place place, FoldedText text, List<Found<T>> found) {
        double squares = doubt;
        for (Count<T> count : counts) {
            squares += count.value * count.value;
        }
        double scale = 1 / Math.sqrt(squares);
        for (Count<T> count : counts) {
            found.add(new Found<>(
                    count.first.value(), place, text, count.first.from(), count.first.to(), count.value * scale));
        }
    }

    private static final class Count<T> {

        private final PhraseTrie.Match<T> first;
        private double value;
        private int times = 1;

        private Count(PhraseTrie.Match<T> first, double value) {
            this.first = first;
            this.value = value;
        }
    }
}
