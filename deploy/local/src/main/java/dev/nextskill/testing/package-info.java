/** What the services' tests share: the real stack as a test resource, the contracts' examples, the rules of the house. */
@NullMarked
package dev.nextskill.testing;

import org.jspecify.annotations.NullMarked;
