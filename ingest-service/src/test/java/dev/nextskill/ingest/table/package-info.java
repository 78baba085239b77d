/** Tests of the reading of tables. */
@NullMarked
package dev.nextskill.ingest.table;

import org.jspecify.annotations.NullMarked;
