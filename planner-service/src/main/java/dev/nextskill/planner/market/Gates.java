package dev.nextskill.planner.market;

import org.jspecify.annotations.Nullable;

/**
 * What a posting makes a condition of applying, whatever one can do.
 *
 * @param education the lowest degree: {@code associate}, {@code bachelor}, {@code master} or {@code doctor}; null: any
 * @param internshipMonths an internship's months, at least; 0: not said
 * @param internshipDaysPerWeek an internship's days in a week, at least; 0: not said
 */
public record Gates(@Nullable String education, int internshipMonths, int internshipDaysPerWeek) {

    /** Bars nobody. */
    public static final Gates NONE = new Gates(null, 0, 0);
}
