package dev.nextskill.ingest.table;

import dev.nextskill.ingest.source.SourceDocument;

/** Takes the rows of a table as they are read. */
public interface TableRows {

    /** The headings of the sheet (or of the table) whose rows follow. */
    void header(Header header);

    /**
     * A row that is not blank.
     *
     * @param number as a spreadsheet counts, from 1
     * @return whether to read on in this sheet
     */
    boolean row(long number, SourceDocument posting) throws InterruptedException;

    /**
     * A row that cannot be read.
     *
     * @param reason what is wrong and what to do
     * @return whether to read on in this sheet
     */
    boolean unreadable(long number, String reason) throws InterruptedException;
}
