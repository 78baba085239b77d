/** Tests of dead letters. */
@NullMarked
package dev.nextskill.extract.deadletter;

import org.jspecify.annotations.NullMarked;
