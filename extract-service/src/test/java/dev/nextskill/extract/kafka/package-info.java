/** Real topics, for tests. */
@NullMarked
package dev.nextskill.extract.kafka;

import org.jspecify.annotations.NullMarked;
