package dev.nextskill.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Prints how a table would be read: its columns, then its first rows. */
final class TablePreviewPrinter {

    private static final List<String> FIELDS = List.of("title", "company", "location", "datePosted", "url", "text");
    private static final int SHOWN_CHARACTERS = 300;

    private final PrintWriter out;

    TablePreviewPrinter(PrintWriter out) {
        this.out = out;
    }

    /** @param preview as the ingest-service answers it */
    void print(String name, JsonNode preview) {
        List<String> form = new ArrayList<>();
        form.add(preview.path("format").asText());
        if (preview.has("encoding")) {
            form.add(preview.path("encoding").asText());
        }
        if (preview.has("delimiter")) {
            form.add("delimiter " + preview.path("delimiter").asText());
        }
        out.printf("%s: %s%n", name, String.join(", ", form));
        preview.path("sheets").forEach(this::printSheet);
        preview.path("notRead").forEach(each -> out.printf("not read: %s%n", each.asText()));
        out.println();
        out.flush();
    }

    private void printSheet(JsonNode sheet) {
        JsonNode header = sheet.path("columns");
        if (header.has("sheet")) {
            out.printf("%nsheet %s%n", header.path("sheet").asText());
        }
        if (header.has("headerRow")) {
            out.printf("headings in row %s%n", header.path("headerRow").asText());
        }
        out.println();
        TerminalTable columns = TerminalTable.of(8, 40, 20).row("column", "heading", "read as");
        for (JsonNode column : header.path("columns")) {
            columns.row(
                    column.path("column").asText(""),
                    column.path("heading").asText(),
                    column.path("field").asText("– (not read)"));
        }
        out.print(columns);
        for (JsonNode row : sheet.path("rows")) {
            out.printf("%nrow %s%n", row.path("row").asText());
            TerminalTable fields = TerminalTable.of(12, 100);
            for (String field : FIELDS) {
                if (row.hasNonNull(field)) {
                    fields.row(field, shortened(row.path(field).asText()));
                }
            }
            if (row.has("reason")) {
                fields.row("rejected", row.path("reason").asText());
            }
            if (row.has("dropped")) {
                List<String> dropped = new ArrayList<>();
                row.path("dropped").forEach(each -> dropped.add(each.asText()));
                fields.row("left out", String.join(", ", dropped) + " (of no use)");
            }
            out.print(fields);
        }
    }

    private static String shortened(String text) {
        String line = text.replace("\n", " ⏎ ");
        return line.codePointCount(0, line.length()) <= SHOWN_CHARACTERS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…";
    }
}
