/** Tests of the service as a whole. */
@NullMarked
package dev.nextskill.ingest;

import org.jspecify.annotations.NullMarked;
