/** The planner-service: what the market asks, and the path that buys the most of it. The story starts at {@link dev.nextskill.planner.path.PathPlanner}. */
@NullMarked
package dev.nextskill.planner;

import org.jspecify.annotations.NullMarked;
