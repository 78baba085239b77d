@NullMarked
package dev.nextskill.extract.linking;

import org.jspecify.annotations.NullMarked;
