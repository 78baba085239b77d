package dev.nextskill.ingest.posting;

import java.util.concurrent.CompletionStage;

/** Where postings are written down for good. */
interface PostingLog {

    /** Completes when the log has acknowledged the event, exceptionally when it has not. Does not block. */
    CompletionStage<Void> append(JobPostingIngested event);
}
