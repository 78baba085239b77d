package dev.nextskill.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A data file of words: {@code [section]} lines, one entry a line below them, {@code #} starts a comment line. Entries are
 * compared without regard to case, width and white space.
 */
final class WordLists {

    private final Map<String, Set<String>> sections;

    private WordLists(Map<String, Set<String>> sections) {
        this.sections = sections;
    }

    /** Reads a resource beside this class; fails with the line at fault. */
    static WordLists load(String resource) {
        try (InputStream in = WordLists.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The data file %s is missing from the build.".formatted(resource));
            }
            return parse(resource, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WordLists parse(String name, String content) {
        var sections = new HashMap<String, Set<String>>();
        var seen = new HashMap<String, String>();
        var section = "";
        var number = 0;
        for (var line : content.lines().toList()) {
            number++;
            var entry = line.strip();
            if (entry.isEmpty() || entry.startsWith("#")) {
                continue;
            }
            if (entry.startsWith("[") && entry.endsWith("]")) {
                section = entry.substring(1, entry.length() - 1);
                sections.putIfAbsent(section, new LinkedHashSet<>());
                continue;
            }
            var words = sections.get(section);
            if (words == null) {
                throw new IllegalStateException(
                        "%s, line %d: \"%s\" stands before the first [section].".formatted(name, number, entry));
            }
            var other = seen.putIfAbsent(normalised(entry), section);
            if (other != null) {
                throw new IllegalStateException(
                        "%s, line %d: \"%s\" stands in [%s] already.".formatted(name, number, entry, other));
            }
            words.add(normalised(entry));
        }
        return new WordLists(sections);
    }

    Set<String> section(String name) {
        var words = sections.get(name);
        if (words == null) {
            throw new IllegalStateException("The data file has no section [%s].".formatted(name));
        }
        return words;
    }

    boolean contains(String section, String words) {
        return section(section).contains(normalised(words));
    }

    static String normalised(String words) {
        return Normalizer.normalize(words, Normalizer.Form.NFKC)
                .replaceAll("\\s+", "")
                .toLowerCase(Locale.ROOT);
    }
}
