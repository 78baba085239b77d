/** Events wait here, in the database, until Kafka has them. Start at {@link dev.nextskill.extract.outbox.OutboxPublisher}. */
@NullMarked
package dev.nextskill.extract.outbox;

import org.jspecify.annotations.NullMarked;
