package dev.nextskill.ingest.table;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row with the headings among the first rows of a sheet, which may begin with a title or a note: the one with the most
 * headings that are known, and a text among them. Then it hands over the rows. Not thread-safe.
 */
final class HeaderSearch {

    /** So many rows may stand above the headings. */
    private static final int ROWS = 20;

    private record Row(
            long number, List<String> cells, @Nullable String fault) {}

    private final @Nullable String sheet;
    private final ColumnChoice choice;
    private final ColumnHeadings headings;
    private final TableRows rows;
    private final List<Row> waiting = new ArrayList<>();
    private @Nullable Header header;
    private boolean decided;
    private boolean wanted = true;
    private long read;

    HeaderSearch(@Nullable String sheet, ColumnChoice choice, ColumnHeadings headings, TableRows rows) {
        this.sheet = sheet;
        this.choice = choice;
        this.headings = headings;
        this.rows = rows;
    }

    /** @return whether to read on */
    boolean row(long number, List<String> cells) throws InterruptedException {
        return add(new Row(number, cells, null));
    }

    /** @return whether to read on */
    boolean unreadable(long number, String reason) throws InterruptedException {
        return add(new Row(number, List.of(), reason));
    }

    private boolean add(Row row) throws InterruptedException {
        if (row.fault() == null && row.cells().stream().allMatch(String::isBlank)) {
            return wanted;
        }
        read++;
        if (decided) {
            return handOver(row);
        }
        waiting.add(row);
        if (waiting.size() >= ROWS) {
            decide();
        }
        return wanted;
    }

    /** Call after the last row. */
    void end() throws InterruptedException {
        if (!decided) {
            decide();
        }
    }

    private void decide() throws InterruptedException {
        decided = true;
        var best = best(waiting, true);
        if (best == null) {
            wanted = false;
            return;
        }
        header = headerOf(best);
        rows.header(header);
        for (var row : waiting.subList(waiting.indexOf(best) + 1, waiting.size())) {
            if (wanted) {
                var unused = handOver(row);
            }
        }
        waiting.clear();
    }

    private boolean handOver(Row row) throws InterruptedException {
        var found = header;
        if (found == null) {
            return false;
        }
        wanted = row.fault() != null
                ? rows.unreadable(row.number(), row.fault())
                : rows.row(row.number(), found.document(row.cells()));
        return wanted;
    }

    /** Whether there is a row with the headings, and a text among them; known after {@link #end}. */
    boolean found() {
        return header != null;
    }

    /** Rows that are not blank, headings included. */
    long read() {
        return read;
    }

    /** What stands where the headings should be: the row that comes nearest to it. */
    List<String> columnsFound() {
        var best = best(waiting, false);
        return best == null
                ? List.of()
                : headerOf(best).columns().stream().map(Header.Column::heading).toList();
    }

    /** @param withText whether it must have all that is needed; else the row that comes nearest to it is good enough */
    private @Nullable Row best(List<Row> candidates, boolean withText) {
        Row best = null;
        var most = withText ? 0 : -1;
        for (var row : candidates) {
            if (row.fault() == null) {
                var possible = headerOf(row);
                var score = 1000 * possible.recognised()
                        + (withText ? 0 : Math.min(999, possible.columns().size()));
                if (score > most && (!withText || (possible.hasText() && possible.hasAll(choice)))) {
                    best = row;
                    most = score;
                }
            }
        }
        return best;
    }

    private Header headerOf(Row row) {
        return Header.of(sheet, row.number(), row.cells(), choice, headings);
    }
}
