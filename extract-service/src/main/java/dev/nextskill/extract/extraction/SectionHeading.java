package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.extract.linking.PhraseTrie;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.List;

/**
 * A heading that posters use.
 *
 * @param line its place in the data file: of two parts in one line the earlier counts
 */
record SectionHeading(Section section, Form form, int line) {

    enum Form {
        @JsonProperty("heading")
        HEADING,
        /** The label of a line in a short note; holds for that line, and only in postings without headings. */
        @JsonProperty("note")
        NOTE,
        /** A word that makes a heading of a short line. */
        @JsonProperty("part")
        PART
    }

    /** The headings that posters use again and again, and the words that make one of any short line. */
    record Words(PhraseTrie<SectionHeading> known, PhraseTrie<SectionHeading> parts) {}

    static Words read() {
        PhraseTrie.Builder<SectionHeading> known = new PhraseTrie.Builder<>();
        PhraseTrie.Builder<SectionHeading> parts = new PhraseTrie.Builder<>();
        int line = 0;
        for (YamlEntries.Entry<HeadingEntry> entry :
                YamlEntries.ofResource(SectionHeading.class, "section-headings.yaml", HeadingEntry.class)) {
            HeadingEntry value = entry.value();
            SectionHeading heading = new SectionHeading(value.section, value.form, line++);
            PhraseTrie.Builder<SectionHeading> trie = value.form == Form.PART ? parts : known;
            value.words.forEach(word -> trie.add(word, heading));
        }
        return new Words(known.build(), parts.build());
    }

    /** A line of the data file. */
    record HeadingEntry(
            @JsonProperty(required = true) Section section,
            @JsonProperty(required = true) Form form,
            @JsonProperty(required = true) List<String> words) {}
}
