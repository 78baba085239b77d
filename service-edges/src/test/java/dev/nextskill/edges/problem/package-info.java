/** Tests of what a failure says about the database. */
@NullMarked
package dev.nextskill.edges.problem;

import org.jspecify.annotations.NullMarked;
