/** The vocabulary, to look things up in. */
@NullMarked
package dev.nextskill.extract.skill;

import org.jspecify.annotations.NullMarked;
