package dev.nextskill.extract.retrieval;

import java.util.UUID;

/**
 * A posting's embedding as PostgreSQL keeps it.
 *
 * @param sequence grows with each write
 * @param replaced whether the posting had another one before
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StoredVector(UUID postingId, long sequence, boolean replaced, float[] vector) {}
