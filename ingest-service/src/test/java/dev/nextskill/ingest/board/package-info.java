/** Tests of the polling of job boards. */
@NullMarked
package dev.nextskill.ingest.board;

import org.jspecify.annotations.NullMarked;
