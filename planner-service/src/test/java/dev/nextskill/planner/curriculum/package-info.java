/** Tests. */
@NullMarked
package dev.nextskill.planner.curriculum;

import org.jspecify.annotations.NullMarked;
