/** Records out to Kafka, with its word that it has them. */
@NullMarked
package dev.nextskill.edges.kafka;

import org.jspecify.annotations.NullMarked;
