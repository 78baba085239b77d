/** Tests of the rules of the house. */
@NullMarked
package dev.nextskill.edges;

import org.jspecify.annotations.NullMarked;
