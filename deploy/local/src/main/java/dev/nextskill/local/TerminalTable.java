package dev.nextskill.local;

import java.util.Arrays;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;

/** Columns of fixed width for a terminal, where a Chinese character is two columns wide; long cells wrap. */
final class TerminalTable {

    private final TextTable table;

    private TerminalTable(TextTable table) {
        this.table = table;
    }

    static TerminalTable of(int... widths) {
        TextTable table = TextTable.forColumns(
                Help.defaultColorScheme(Ansi.OFF),
                Arrays.stream(widths)
                        .mapToObj(width -> new Column(width, 0, Column.Overflow.WRAP))
                        .toArray(Column[]::new));
        table.setAdjustLineBreaksForWideCJKCharacters(true);
        return new TerminalTable(table);
    }

    TerminalTable row(String... cells) {
        table.addRowValues(cells);
        return this;
    }

    @Override
    public String toString() {
        return table.toString();
    }
}
