/** Tests. */
@NullMarked
package dev.nextskill.planner;

import org.jspecify.annotations.NullMarked;
