/** Tests of the package of the same name. */
@NullMarked
package dev.nextskill.ingest.posting;

import org.jspecify.annotations.NullMarked;
