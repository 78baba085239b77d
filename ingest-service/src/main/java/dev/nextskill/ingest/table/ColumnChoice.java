package dev.nextskill.ingest.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which columns the sender says are which fields. A field that he names is read from the columns that he names and from no other; the
 * rest is recognised.
 *
 * @param headings by field, in his order; an empty list for a field that is not to be read
 */
public record ColumnChoice(Map<PostingField, List<String>> headings) {

    private static final ColumnChoice NONE = new ColumnChoice(Map.of());
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final String EXAMPLE = "Write it like {\"text\": [\"描述\", \"要求\"], \"title\": \"岗位\"}.";

    public ColumnChoice {
        var copy = new EnumMap<PostingField, List<String>>(PostingField.class);
        headings.forEach((field, names) -> copy.put(field, List.copyOf(names)));
        headings = copy;
    }

    /** Everything is to be recognised. */
    public static ColumnChoice none() {
        return NONE;
    }

    /**
     * @param json an object of field names to headings
     * @throws IllegalArgumentException saying what is wrong with it and what to do
     */
    public static ColumnChoice of(String json) {
        JsonNode object;
        try {
            object = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The part \"columns\" is not JSON. " + EXAMPLE, e);
        }
        if (!object.isObject()) {
            throw new IllegalArgumentException("The part \"columns\" is not a JSON object. " + EXAMPLE);
        }
        var headings = new EnumMap<PostingField, List<String>>(PostingField.class);
        for (var each : object.properties()) {
            var field = Arrays.stream(PostingField.values())
                    .filter(known -> known.label().equals(each.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The part \"columns\" names the field \"%s\", but must be of %s."
                                    .formatted(shown(each.getKey()), String.join(", ", PostingField.labels()))));
            headings.put(field, names(each.getKey(), each.getValue()));
        }
        if (List.of().equals(headings.get(PostingField.TEXT))) {
            throw new IllegalArgumentException("The part \"columns\" leaves out the text, but a posting needs one.");
        }
        return new ColumnChoice(headings);
    }

    private static List<String> names(String field, JsonNode value) {
        var names = new ArrayList<String>();
        for (var each : value.isArray() ? value : List.of(value)) {
            if (each.isNull()) {
                continue;
            }
            if (!each.isTextual() || ColumnHeadings.folded(each.textValue()).isEmpty()) {
                throw new IllegalArgumentException(
                        "The part \"columns\" has for the field \"%s\" something else than a heading or a list of headings. %s"
                                .formatted(field, EXAMPLE));
            }
            names.add(each.textValue());
        }
        return names;
    }

    public boolean isEmpty() {
        return headings.isEmpty();
    }

    /** Whether the sender says himself what the field is, or that it is none. */
    boolean names(PostingField field) {
        return headings.containsKey(field);
    }

    /** The field that the sender gives the heading to, or null. */
    @Nullable
    PostingField fieldOf(String heading) {
        var folded = ColumnHeadings.folded(heading);
        for (var each : headings.entrySet()) {
            if (each.getValue().stream()
                    .anyMatch(name -> ColumnHeadings.folded(name).equals(folded))) {
                return each.getKey();
            }
        }
        return null;
    }

    /** The place of the heading among those of its field. */
    int rank(PostingField field, String heading) {
        var folded = ColumnHeadings.folded(heading);
        var names = headings.getOrDefault(field, List.of());
        for (var i = 0; i < names.size(); i++) {
            if (ColumnHeadings.folded(names.get(i)).equals(folded)) {
                return i;
            }
        }
        return names.size();
    }

    private static String shown(String name) {
        return name.length() <= 100 ? name : name.substring(0, 100) + "…";
    }
}
