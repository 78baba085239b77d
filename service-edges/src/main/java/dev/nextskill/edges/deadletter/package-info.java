/** Records that no try will ever read: kept with the reason, and sent again once the reason is mended. */
@NullMarked
package dev.nextskill.edges.deadletter;

import org.jspecify.annotations.NullMarked;
