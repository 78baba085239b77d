package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.source.SourceDocument.Ocr;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A posting that has passed every check of {@link PostingReader}: what is here can be published and stored.
 *
 * @param text the posting's own words, line ends {@code \n}
 * @param ocr only for what was read from a picture
 * @param dropped the sender's names of the optional fields that were left out because their values were of no use
 */
record ReceivedPosting(
        @Nullable String title,
        @Nullable String company,
        @Nullable String location,
        @Nullable LocalDate datePosted,
        @Nullable URI url,
        String text,
        @Nullable Ocr ocr,
        List<String> dropped) {

    ReceivedPosting {
        dropped = List.copyOf(dropped);
    }
}
