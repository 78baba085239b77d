/** Tests of the package of the same name. */
@NullMarked
package dev.nextskill.ingest.source;

import org.jspecify.annotations.NullMarked;
