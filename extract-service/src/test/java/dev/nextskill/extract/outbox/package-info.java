/** Tests of the outbox. */
@NullMarked
package dev.nextskill.extract.outbox;

import org.jspecify.annotations.NullMarked;
