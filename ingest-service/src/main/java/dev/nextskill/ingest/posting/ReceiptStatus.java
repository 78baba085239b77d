package dev.nextskill.ingest.posting;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a sender is told about a posting. */
enum ReceiptStatus {
    /** New, and safely in the log. */
    @JsonProperty("accepted")
    ACCEPTED,
    /** The same words are in the log already. */
    @JsonProperty("duplicate")
    DUPLICATE,
    /** Not in the log; the reason says whether to correct it or to send it again. */
    @JsonProperty("rejected")
    REJECTED
}
