package dev.nextskill.planner.path;

/**
 * What a path is worth: V(S) = Σ w · (α · fraction + (1 − α) · applicable) over the goal's postings.
 *
 * @param alpha α, 0 to 1: how much a covered part of a posting counts against becoming able to apply for it
 * @param theta θ, above 0 to 1: the fraction of the essential groups from which on one can apply
 * @param halfLifeDays the age in days at which a posting weighs half of the newest one
 */
public record Objective(double alpha, double theta, double halfLifeDays) {

    public Objective {
        if (!(0 <= alpha && alpha <= 1)) {
            throw new IllegalArgumentException("alpha must be from 0 to 1, not " + alpha);
        }
        if (!(0 < theta && theta <= 1)) {
            throw new IllegalArgumentException("theta must be above 0 and at most 1, not " + theta);
        }
        if (!(halfLifeDays > 0)) {
            throw new IllegalArgumentException("The half-life must be above 0 days, not " + halfLifeDays);
        }
    }

    /** How many of so many essential groups must be covered to apply. */
    int needed(int groups) {
        // Against 0.8 * 5 = 4.000000000000001.
        return (int) Math.ceil(theta * groups - 1e-9);
    }

    double weight(long ageDays) {
        return Math.pow(0.5, Math.max(0, ageDays) / halfLifeDays);
    }
}
