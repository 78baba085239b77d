package dev.nextskill.ingest.board;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which postings of a board are wanted. A word that begins or ends with a Latin letter or digit must do so as a word ("intern"
 * is not in "internal"); case and full-width forms do not matter. What a posting does not say cannot match.
 */
final class PostingFilter {

    private final @Nullable Pattern titles;
    private final @Nullable Pattern locations;

    /** An empty list wants all. */
    PostingFilter(List<String> titles, List<String> locations) {
        this.titles = anyOf(titles);
        this.locations = anyOf(locations);
    }

    boolean wants(@Nullable String title, @Nullable String location) {
        return matches(titles, title) && matches(locations, location);
    }

    private static boolean matches(@Nullable Pattern wanted, @Nullable String value) {
        return wanted == null
                || (value != null && wanted.matcher(normalised(value)).find());
    }

    private static @Nullable Pattern anyOf(List<String> words) {
        var alternatives = words.stream()
                .map(PostingFilter::normalised)
                .filter(word -> !word.isBlank())
                .map(word -> "(?:%s%s%s)"
                        .formatted(
                                isLatin(word.codePointAt(0)) ? "(?<![a-z0-9])" : "",
                                Pattern.quote(word),
                                isLatin(word.codePointBefore(word.length())) ? "(?![a-z0-9])" : ""))
                .collect(Collectors.joining("|"));
        return alternatives.isEmpty() ? null : Pattern.compile(alternatives);
    }

    private static boolean isLatin(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static String normalised(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
