/** What there is to learn: knowledge components, their depths and prerequisites. Start at {@link dev.nextskill.planner.curriculum.Curriculum}. */
@NullMarked
package dev.nextskill.planner.curriculum;

import org.jspecify.annotations.NullMarked;
