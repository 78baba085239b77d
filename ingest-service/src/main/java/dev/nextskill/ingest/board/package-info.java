/** Job boards that are asked for their postings, politely and on a schedule, through their public JSON APIs. */
@NullMarked
package dev.nextskill.ingest.board;

import org.jspecify.annotations.NullMarked;
