package dev.nextskill.ingest.table;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The headings under which people keep the fields of a posting, from {@code column-headings.yaml}. Compared without regard to
 * case, width, white space and punctuation, then also without what stands in brackets: "Job_Title", "职位名称（必填）".
 * Thread-safe.
 */
public final class ColumnHeadings {

    private static final String RESOURCE = "column-headings.yaml";
    private static final ColumnHeadings STANDARD = load();
    private static final Pattern IN_BRACKETS = Pattern.compile("\\([^()]*\\)|\\[[^\\[\\]]*]|【[^【】]*】|<[^<>]*>");
    /** Longer than any heading; what is longer is somebody's text and not worth folding. */
    private static final int LONGEST = 100;

    /**
     * What a heading stands for.
     *
     * @param section whether the heading is itself a heading of a posting, as "任职要求" is and "描述" is not
     * @param rank the lower, the better a heading fits its field
     */
    record Meaning(PostingField field, boolean section, int rank) {}

    /** An entry of the data file. */
    record Entry(PostingField field, boolean sections, List<String> headings) {}

    private final Map<String, Meaning> meanings = new HashMap<>();
    private final List<String> ofText = new ArrayList<>();

    private ColumnHeadings(String name, List<Entry> entries) {
        for (var entry : entries) {
            for (var heading : entry.headings()) {
                var meaning = new Meaning(entry.field(), entry.sections(), meanings.size());
                var other = meanings.putIfAbsent(folded(heading), meaning);
                if (other != null) {
                    throw new IllegalStateException("%s: the heading \"%s\" of %s stands under %s already."
                            .formatted(
                                    name,
                                    heading,
                                    entry.field().label(),
                                    other.field().label()));
                }
                if (entry.field() == PostingField.TEXT) {
                    ofText.add(heading);
                }
            }
        }
    }

    /** Those of the data file. */
    public static ColumnHeadings standard() {
        return STANDARD;
    }

    private static ColumnHeadings load() {
        try (InputStream in = ColumnHeadings.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The data file %s is missing from the build.".formatted(RESOURCE));
            }
            return parse(RESOURCE, in);
        } catch (IOException e) {
            throw new UncheckedIOException("The data file %s cannot be read.".formatted(RESOURCE), e);
        }
    }

    static ColumnHeadings parse(String name, InputStream yaml) throws IOException {
        var mapper = JsonMapper.builder(new YAMLFactory())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        return new ColumnHeadings(name, mapper.readValue(yaml, new TypeReference<List<Entry>>() {}));
    }

    /** What the heading stands for, or null when that is not known. */
    @Nullable
    Meaning meaning(String heading) {
        if (heading.length() > LONGEST) {
            return null;
        }
        var found = meanings.get(folded(heading));
        if (found == null) {
            var normalised = Normalizer.normalize(heading, Normalizer.Form.NFKC);
            found = meanings.get(folded(IN_BRACKETS.matcher(normalised).replaceAll("")));
        }
        return found;
    }

    /** The headings of a text as the data file spells them, the commonest first. */
    List<String> ofText() {
        return List.copyOf(ofText);
    }

    /** Letters and digits in their plain form; empty when the heading has none. */
    static String folded(String heading) {
        var folded = new StringBuilder();
        Normalizer.normalize(heading, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(Character::isLetterOrDigit)
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
