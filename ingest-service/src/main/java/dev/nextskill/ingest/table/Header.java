package dev.nextskill.ingest.table;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.nextskill.ingest.source.SourceDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, recognised.
 *
 * @param sheet of a workbook; null elsewhere
 * @param row the row with the headings, counted from 1; null where every row has its own, in NDJSON
 * @param columns those that have a heading, in the order of the table
 */
@JsonPropertyOrder({"sheet", "headerRow", "columns", "unrecognised"})
public record Header(
        @Nullable String sheet,
        @JsonProperty("headerRow") @Nullable Long row,
        List<Column> columns) {

    private static final int LONGEST_SHOWN = 100;

    /**
     * A column.
     *
     * @param column its letters in a spreadsheet; null in NDJSON
     * @param heading as it stands there
     * @param field null when the column is not read
     */
    public record Column(
            @Nullable String column,
            String heading,
            @Nullable PostingField field,
            @JsonIgnore int index,
            @JsonIgnore int rank,
            @JsonIgnore boolean section) {}

    public Header {
        columns = List.copyOf(columns);
    }

    /** @param cells of the row with the headings */
    static Header of(
            @Nullable String sheet, long row, List<String> cells, ColumnChoice choice, ColumnHeadings headings) {
        var columns = new ArrayList<Column>();
        for (var i = 0; i < cells.size(); i++) {
            var heading = cells.get(i).strip().replaceAll("\\s+", " ");
            if (!heading.isEmpty()) {
                columns.add(column(letters(i), i, heading, choice, headings));
            }
        }
        return new Header(sheet, row, columns);
    }

    /** @param keys of a JSON object */
    public static Header ofKeys(List<String> keys, ColumnChoice choice) {
        var columns = new ArrayList<Column>();
        for (var i = 0; i < keys.size(); i++) {
            columns.add(column(null, i, keys.get(i), choice, ColumnHeadings.standard()));
        }
        return new Header(null, null, columns);
    }

    private static Column column(
            @Nullable String letters, int index, String heading, ColumnChoice choice, ColumnHeadings headings) {
        var shown = heading.length() <= LONGEST_SHOWN ? heading : heading.substring(0, LONGEST_SHOWN) + "…";
        var meaning = headings.meaning(heading);
        var section = meaning != null && meaning.section();
        var chosen = choice.fieldOf(heading);
        if (chosen != null) {
            return new Column(letters, shown, chosen, index, choice.rank(chosen, heading), section);
        }
        return meaning == null || choice.names(meaning.field())
                ? new Column(letters, shown, null, index, 0, false)
                : new Column(letters, shown, meaning.field(), index, meaning.rank(), section);
    }

    /** The headings of the columns that are not read. */
    @JsonProperty("unrecognised")
    public List<String> unrecognised() {
        return columns.stream()
                .filter(each -> each.field() == null)
                .map(Column::heading)
                .toList();
    }

    boolean hasText() {
        return columns.stream().anyMatch(each -> each.field() == PostingField.TEXT);
    }

    /** Whether there is a column for every heading that the sender names. */
    boolean hasAll(ColumnChoice choice) {
        return choice.headings().values().stream()
                .flatMap(List::stream)
                .map(ColumnHeadings::folded)
                .allMatch(named -> columns.stream()
                        .anyMatch(each -> ColumnHeadings.folded(each.heading()).equals(named)));
    }

    /** How many columns are read. */
    int recognised() {
        return (int) columns.stream().filter(each -> each.field() != null).count();
    }

    /** The columns of a field, those first that fit it best. */
    public List<Column> of(PostingField field) {
        return columns.stream()
                .filter(each -> each.field() == field)
                .sorted(Comparator.comparingInt(Column::rank))
                .toList();
    }

    /** @param cells of a row; cells beyond the end are empty */
    SourceDocument document(List<String> cells) {
        return new SourceDocument(
                first(PostingField.TITLE, cells),
                first(PostingField.COMPANY, cells),
                first(PostingField.LOCATION, cells),
                first(PostingField.DATE_POSTED, cells),
                first(PostingField.URL, cells),
                text(cells),
                null);
    }

    private @Nullable String first(PostingField field, List<String> cells) {
        return of(field).stream()
                .map(each -> cell(cells, each))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /**
     * The columns of text, joined in the order of the table. A heading stands above its text when it is one of a posting, or when
     * there is more than one text; not when the text says it already.
     */
    public String text(List<String> cells) {
        var texts = columns.stream()
                .filter(each -> each.field() == PostingField.TEXT)
                .filter(each -> !cell(cells, each).isEmpty())
                .toList();
        var joined = new StringBuilder();
        for (var column : texts) {
            var text = cell(cells, column);
            if (!joined.isEmpty()) {
                joined.append("\n\n");
            }
            if ((column.section() || texts.size() > 1) && !begins(text, column.heading())) {
                joined.append(column.heading()).append('\n');
            }
            joined.append(text);
        }
        return joined.toString();
    }

    private static boolean begins(String text, String heading) {
        var start = text.lines().findFirst().orElse("");
        return ColumnHeadings.folded(start.substring(0, Math.min(start.length(), 2 * LONGEST_SHOWN)))
                .startsWith(ColumnHeadings.folded(heading));
    }

    private static String cell(List<String> cells, Column column) {
        return column.index() < cells.size()
                ? Objects.requireNonNull(cells.get(column.index())).strip()
                : "";
    }

    /** A, B, …, Z, AA, … */
    static String letters(int index) {
        var letters = new StringBuilder();
        for (var i = index; i >= 0; i = i / 26 - 1) {
            letters.insert(0, (char) ('A' + i % 26));
        }
        return letters.toString();
    }
}
