package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.extract.linking.FoldedText;
import dev.nextskill.extract.linking.PhraseTrie;
import dev.nextskill.extract.linking.WordSet;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of {@code unlinked.yaml}, folded.
 *
 * @param heads nouns that end the name of a technical thing
 * @param fillers words around an item of an enumeration that are no part of its name
 * @param itemEndings what may stand behind an item of an enumeration that goes on: fillers, and heads that the item's label lacks
 * @param stops what is no skill
 * @param breakers a phrase that holds one is not a name
 * @param cuts words of prose that end one phrase and begin another
 * @param classNouns endings of nouns that say what the names beside them are
 * @param exampleMarks words between such a noun and its examples
 * @param jobEndings how names of jobs end in a title
 */
record UnlinkedWords(
        WordSet heads,
        PhraseTrie<Boolean> fillers,
        WordSet fillerWords,
        PhraseTrie<Boolean> itemEndings,
        WordSet stops,
        PhraseTrie<Boolean> breakers,
        PhraseTrie<Boolean> cuts,
        WordSet classNouns,
        PhraseTrie<Boolean> exampleMarks,
        WordSet jobEndings) {

    enum Kind {
        @JsonProperty("head")
        HEAD,
        @JsonProperty("filler")
        FILLER,
        @JsonProperty("stop")
        STOP,
        @JsonProperty("breaker")
        BREAKER,
        @JsonProperty("cut")
        CUT,
        @JsonProperty("class-noun")
        CLASS_NOUN,
        @JsonProperty("example-mark")
        EXAMPLE_MARK,
        @JsonProperty("job-ending")
        JOB_ENDING
    }

    static UnlinkedWords read() {
        Set<String> heads = new HashSet<>();
        Set<String> fillers = new HashSet<>();
        Set<String> stops = new HashSet<>();
        Set<String> breakers = new HashSet<>();
        Set<String> cuts = new HashSet<>();
        Set<String> classNouns = new HashSet<>();
        Set<String> exampleMarks = new HashSet<>();
        Set<String> jobEndings = new HashSet<>();
        for (YamlEntries.Entry<WordsEntry> entry :
                YamlEntries.ofResource(UnlinkedWords.class, "unlinked.yaml", WordsEntry.class)) {
            Set<String> set =
                    switch (entry.value().kind) {
                        case HEAD -> heads;
                        case FILLER -> fillers;
                        case STOP -> stops;
                        case BREAKER -> breakers;
                        case CUT -> cuts;
                        case CLASS_NOUN -> classNouns;
                        case EXAMPLE_MARK -> exampleMarks;
                        case JOB_ENDING -> jobEndings;
                    };
            entry.value().words.forEach(word -> set.add(FoldedText.of(word).toString()));
        }
        Set<String> itemEndings = new HashSet<>(fillers);
        itemEndings.addAll(heads);
        return new UnlinkedWords(
                WordSet.of(heads),
                trie(fillers),
                WordSet.of(fillers),
                trie(itemEndings),
                WordSet.of(stops),
                trie(breakers),
                trie(cuts),
                WordSet.of(classNouns),
                trie(exampleMarks),
                WordSet.of(jobEndings));
    }

    private static PhraseTrie<Boolean> trie(Set<String> words) {
        PhraseTrie.Builder<Boolean> trie = new PhraseTrie.Builder<>();
        words.stream().sorted().forEach(word -> trie.add(word, true));
        return trie.build();
    }

    /** A line of the data file. */
    record WordsEntry(
            @JsonProperty(required = true) Kind kind,
            @JsonProperty(required = true) List<String> words) {}
}
