/** The language model on the wire: how it is reached, what it may cost, what happens when it is away. */
@NullMarked
package dev.nextskill.extract.model;

import org.jspecify.annotations.NullMarked;
