/** The whole product on one machine: real Kafka, PostgreSQL and Redis, the three services, and the {@code ./nextskill} command. Start at {@link dev.nextskill.local.UpCommand}. */
@NullMarked
package dev.nextskill.local;

import org.jspecify.annotations.NullMarked;
