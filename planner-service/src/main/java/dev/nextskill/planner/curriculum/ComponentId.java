package dev.nextskill.planner.curriculum;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** The stable identifier of a knowledge component: kebab-case ASCII, for instance {@code mysql-indexes}. */
public record ComponentId(@JsonValue String value) implements Comparable<ComponentId> {

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    @JsonCreator
    public ComponentId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "The component id \"%s\" must be kebab-case ASCII, like \"mysql-indexes\".".formatted(value));
        }
    }

    public static boolean isValid(String value) {
        return KEBAB_CASE.matcher(value).matches();
    }

    @Override
    public int compareTo(ComponentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
