/** Tests of reading again. */
@NullMarked
package dev.nextskill.extract.reextraction;

import org.jspecify.annotations.NullMarked;
