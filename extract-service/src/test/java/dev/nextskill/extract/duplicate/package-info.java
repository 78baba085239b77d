/** Tests of finding repeats, and what it costs. */
@NullMarked
package dev.nextskill.extract.duplicate;

import org.jspecify.annotations.NullMarked;
