/** How fast the engine reads. */
@NullMarked
package dev.nextskill.extract.benchmark;

import org.jspecify.annotations.NullMarked;
