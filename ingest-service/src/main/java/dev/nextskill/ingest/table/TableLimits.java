package dev.nextskill.ingest.table;

/**
 * What a table may cost. None of these limits stops a table that people made; they stop files that were made to stop us.
 *
 * @param maxCellCharacters more make a row unreadable
 * @param maxRowCharacters more make a row unreadable; in CSV what follows, too, because nobody knows where it ends
 * @param maxColumns those beyond are not looked at
 * @param maxSharedCharacters of the texts that a workbook keeps in one place, which must be held in memory
 */
public record TableLimits(int maxCellCharacters, int maxRowCharacters, int maxColumns, int maxSharedCharacters) {

    /** For the usual heap of 320 MB: a full workbook takes some 50 MB at most. */
    public static TableLimits standard() {
        return new TableLimits(500_000, 2_000_000, 1_000, 24_000_000);
    }
}
