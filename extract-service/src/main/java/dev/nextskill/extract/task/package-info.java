/** The postings that are to be read again. Start at {@link dev.nextskill.extract.task.ExtractionTaskRepository}. */
@NullMarked
package dev.nextskill.extract.task;

import org.jspecify.annotations.NullMarked;
