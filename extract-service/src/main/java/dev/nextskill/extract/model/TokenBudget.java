package dev.nextskill.extract.model;

/** The tokens of a day, shared by all instances. */
interface TokenBudget {

    /**
     * Takes tokens out of the day's before they are spent.
     *
     * @throws ModelUnavailableException if there are not so many, or nobody knows
     */
    Reservation reserve(long tokens);

    /** Puts what was really spent in place of what was reserved. */
    void settle(Reservation reservation, long spent);

    /**
     * Tokens that nobody else may spend.
     *
     * @param day the key of the day they belong to, also when they are settled after midnight
     */
    record Reservation(String day, long tokens) {}
}
