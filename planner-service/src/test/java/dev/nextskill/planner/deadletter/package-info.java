/** Tests. */
@NullMarked
package dev.nextskill.planner.deadletter;

import org.jspecify.annotations.NullMarked;
