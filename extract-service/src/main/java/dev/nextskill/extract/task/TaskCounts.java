package dev.nextskill.extract.task;

/**
 * How many postings are to be read again.
 *
 * @param waiting also those that are being read
 * @param failed given up, with their last error
 */
public record TaskCounts(long waiting, long failed) {}
