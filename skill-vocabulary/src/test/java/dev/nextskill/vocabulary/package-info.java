@NullMarked
package dev.nextskill.vocabulary;

import org.jspecify.annotations.NullMarked;
