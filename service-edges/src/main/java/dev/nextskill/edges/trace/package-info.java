/** A posting's trace, carried from service to service in the headers of its records. */
@NullMarked
package dev.nextskill.edges.trace;

import org.jspecify.annotations.NullMarked;
