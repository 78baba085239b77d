package dev.nextskill.ingest.posting;

import java.net.URI;
import java.util.UUID;

/**
 * The answer to a single posting.
 *
 * @param links where to find what is made of the posting
 */
record PostingReceipt(UUID postingId, ReceiptStatus status, Links links) {

    /** @param jobPosting the posting as the extract-service has read it; there a moment after the acceptance */
    record Links(URI jobPosting) {}
}
