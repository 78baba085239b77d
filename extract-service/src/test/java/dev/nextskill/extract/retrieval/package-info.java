/** Tests of how prior postings are found. */
@NullMarked
package dev.nextskill.extract.retrieval;

import org.jspecify.annotations.NullMarked;
