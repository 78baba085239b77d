/** Tables of postings (CSV, XLSX): which column is what, and a posting a row. */
@NullMarked
package dev.nextskill.ingest.table;

import org.jspecify.annotations.NullMarked;
