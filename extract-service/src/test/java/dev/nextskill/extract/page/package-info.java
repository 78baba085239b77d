/** Tests of pages. */
@NullMarked
package dev.nextskill.extract.page;

import org.jspecify.annotations.NullMarked;
