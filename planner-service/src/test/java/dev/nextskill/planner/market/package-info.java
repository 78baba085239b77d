/** Tests. */
@NullMarked
package dev.nextskill.planner.market;

import org.jspecify.annotations.NullMarked;
