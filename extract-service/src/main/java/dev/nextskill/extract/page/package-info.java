/** Pages of a list. */
@NullMarked
package dev.nextskill.extract.page;

import org.jspecify.annotations.NullMarked;
