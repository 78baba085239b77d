package dev.nextskill.planner.path;

/**
 * How long, and how many days a week, a learner can work as an intern.
 *
 * @param months at most
 * @param daysPerWeek at most
 */
public record Internship(int months, int daysPerWeek) {

    /** Whatever a posting wants. */
    public static final Internship ANY = new Internship(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** Whether it is enough; 0: the posting does not say. */
    boolean meets(int leastMonths, int leastDaysPerWeek) {
        return months >= leastMonths && daysPerWeek >= leastDaysPerWeek;
    }
}
