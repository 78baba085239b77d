package dev.nextskill.extract.deadletter;

/**
 * Why a record is of no use.
 *
 * @param reason a short text
 * @param cause an exception's class
 */
public record DeadLetter(String reason, String cause) {

    /** Headers of ours begin with it; a replay takes them off again. */
    static final String HEADER_PREFIX = "dead-letter-";
}
