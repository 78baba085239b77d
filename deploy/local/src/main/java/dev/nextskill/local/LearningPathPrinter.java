package dev.nextskill.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Help.ColorScheme;

/** A learning path as a table for the terminal. */
final class LearningPathPrinter {

    private final PrintWriter out;
    private final ColorScheme colours;

    LearningPathPrinter(PrintWriter out, ColorScheme colours) {
        this.out = out;
        this.colours = colours;
    }

    void print(JsonNode path) {
        out.println(colours.text(path.toPrettyString()));
    }
}
