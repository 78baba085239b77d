/** Measurements of the table of tasks. */
@NullMarked
package dev.nextskill.extract.task;

import org.jspecify.annotations.NullMarked;
