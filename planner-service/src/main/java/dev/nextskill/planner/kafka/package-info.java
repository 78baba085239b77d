/** Records out to Kafka, with its word that it has them. */
@NullMarked
package dev.nextskill.planner.kafka;

import org.jspecify.annotations.NullMarked;
