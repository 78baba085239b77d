/** The model's tests, and a scripted model for everybody's tests. */
@NullMarked
package dev.nextskill.extract.model;

import org.jspecify.annotations.NullMarked;
