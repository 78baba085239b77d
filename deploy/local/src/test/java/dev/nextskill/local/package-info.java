@NullMarked
package dev.nextskill.local;

import org.jspecify.annotations.NullMarked;
