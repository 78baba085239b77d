package dev.nextskill.ingest.posting;

import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** Where seen postings are kept. It may fail, and it may never answer; {@link SeenPostings} copes with both. */
interface SeenPostingsStore {

    CompletionStage<Boolean> contains(UUID postingId);

    CompletionStage<Void> add(UUID postingId);
}
