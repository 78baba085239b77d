package dev.nextskill.ingest.board;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one entry of a board's list, read with their types checked. */
record ItemFields(JsonNode item) {

    ItemFields {
        if (!item.isObject()) {
            throw new IllegalArgumentException("Only an object has fields.");
        }
    }

    String required(String field) throws BrokenItemException {
        var value = optional(field);
        if (value == null) {
            throw new BrokenItemException("It has no \"%s\".".formatted(field));
        }
        return value;
    }

    /** Null when the field is absent, null or blank. */
    @Nullable
    String optional(String... path) throws BrokenItemException {
        var node = item;
        for (var field : path) {
            node = node.path(field);
        }
        return text(node, String.join(".", path));
    }

    /** An identifier, which some boards write as a number. */
    String id() throws BrokenItemException {
        var node = item.path("id");
        if (node.isIntegralNumber()) {
            return node.asText();
        }
        return required("id");
    }

    /** The objects of a list that may be absent. */
    List<ItemFields> objects(String field) throws BrokenItemException {
        var node = item.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw wrongType(field, "a list", node);
        }
        var objects = new ArrayList<ItemFields>();
        for (var each : node) {
            if (!each.isObject()) {
                throw wrongType(field, "a list of objects", each);
            }
            objects.add(new ItemFields(each));
        }
        return objects;
    }

    /** The strings of a list that may be absent. */
    Set<String> strings(String... path) throws BrokenItemException {
        var node = item;
        for (var field : path) {
            node = node.path(field);
        }
        var strings = new LinkedHashSet<String>();
        for (var each : node) {
            var value = text(each, String.join(".", path));
            if (value != null) {
                strings.add(value);
            }
        }
        return strings;
    }

    private static @Nullable String text(JsonNode node, String name) throws BrokenItemException {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual()) {
            throw wrongType(name, "a string", node);
        }
        var value = node.textValue().strip();
        return value.isEmpty() ? null : value;
    }

    private static BrokenItemException wrongType(String field, String expected, JsonNode node) {
        return new BrokenItemException("Its \"%s\" must be %s, but is of type %s."
                .formatted(field, expected, node.getNodeType().name().toLowerCase(Locale.ROOT)));
    }
}
