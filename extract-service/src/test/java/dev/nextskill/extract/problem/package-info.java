/** Tests of the answers to failures that any request can meet. */
@NullMarked
package dev.nextskill.extract.problem;

import org.jspecify.annotations.NullMarked;
