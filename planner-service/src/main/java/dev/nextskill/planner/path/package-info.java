/** What to learn next, how deep and why. Start at {@link dev.nextskill.planner.path.PathPlanner}. */
@NullMarked
package dev.nextskill.planner.path;

import org.jspecify.annotations.NullMarked;
