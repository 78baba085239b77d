/** Tests. */
@NullMarked
package dev.nextskill.planner.path;

import org.jspecify.annotations.NullMarked;
