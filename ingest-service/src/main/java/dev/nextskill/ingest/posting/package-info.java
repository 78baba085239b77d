/** Postings in, onto Kafka. Start at {@link dev.nextskill.ingest.posting.JobPostingIngestion}. */
@NullMarked
package dev.nextskill.ingest.posting;

import org.jspecify.annotations.NullMarked;
