package dev.nextskill.extract.retrieval;

import java.util.UUID;

/**
 * A stored posting near a vector.
 *
 * @param similarity cosine, -1..1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; copying 512 numbers for each candidate would be waste
record Neighbour(UUID postingId, double similarity, float[] vector) {}
