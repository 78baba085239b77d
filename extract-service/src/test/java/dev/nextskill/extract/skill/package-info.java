/** Tests of the vocabulary's lookup. */
@NullMarked
package dev.nextskill.extract.skill;

import org.jspecify.annotations.NullMarked;
