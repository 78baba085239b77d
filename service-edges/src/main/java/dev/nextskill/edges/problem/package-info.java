/** Failures that any request can meet, told as RFC 9457 problems. */
@NullMarked
package dev.nextskill.edges.problem;

import org.jspecify.annotations.NullMarked;
