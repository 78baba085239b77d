/** From bytes as they arrive to text: charsets and lines, one class per kind of source. */
@NullMarked
package dev.nextskill.ingest.source;

import org.jspecify.annotations.NullMarked;
