package dev.nextskill.edges.deadletter;

/**
 * Why a record is of no use.
 *
 * @param reason a short text
 * @param cause an exception's class
 */
public record DeadLetter(String reason, String cause) {

    /** Headers of ours begin with it; a replay takes them off again. */
    static final String HEADER_PREFIX = "dead-letter-";

    /** Long enough for any reason, short enough for a header. */
    private static final int LONGEST = 500;

    /** Cuts a reason that is too long. */
    public DeadLetter {
        reason = reason.substring(0, Math.min(LONGEST, reason.length()));
    }

    /** The words and the class of an exception. */
    public static DeadLetter because(Exception failure) {
        return new DeadLetter(
                String.valueOf(failure.getMessage()), failure.getClass().getName());
    }
}
