/** Tests of the service as a whole. */
@NullMarked
package dev.nextskill.extract;

import org.jspecify.annotations.NullMarked;
