package dev.nextskill.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** A learning path as a table for the terminal. */
final class LearningPathPrinter {

    private final PrintWriter out;

    LearningPathPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode path) {
        out.println(path.toPrettyString());
    }
}
