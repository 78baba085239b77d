package dev.nextskill.extract.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.nextskill.extract.linking.PhraseTrie;
import dev.nextskill.vocabulary.YamlEntries;
import java.util.List;

/** A heading that posters use. */
record SectionHeading(Section section, Form form) {

    enum Form {
        @JsonProperty("heading")
        HEADING,
        /** The label of a line in a short note; holds for that line, and only in postings without headings. */
        @JsonProperty("note")
        NOTE
    }

    static PhraseTrie<SectionHeading> read() {
        PhraseTrie.Builder<SectionHeading> trie = new PhraseTrie.Builder<>();
        for (YamlEntries.Entry<HeadingEntry> entry :
                YamlEntries.ofResource(SectionHeading.class, "section-headings.yaml", HeadingEntry.class)) {
            HeadingEntry value = entry.value();
            value.words.forEach(word -> trie.add(word, new SectionHeading(value.section, value.form)));
        }
        return trie.build();
    }

    /** A line of the data file. */
    record HeadingEntry(
            @JsonProperty(required = true) Section section,
            @JsonProperty(required = true) Form form,
            @JsonProperty(required = true) List<String> words) {}
}
