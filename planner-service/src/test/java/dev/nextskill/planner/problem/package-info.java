/** Tests. */
@NullMarked
package dev.nextskill.planner.problem;

import org.jspecify.annotations.NullMarked;
