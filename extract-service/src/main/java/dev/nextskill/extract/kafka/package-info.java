/** Records out to Kafka, with its word that it has them. */
@NullMarked
package dev.nextskill.extract.kafka;

import org.jspecify.annotations.NullMarked;
