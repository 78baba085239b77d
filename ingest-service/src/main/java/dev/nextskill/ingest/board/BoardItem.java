package dev.nextskill.ingest.board;

import dev.nextskill.ingest.source.SourceDocument;

/** One entry of a board's list. */
sealed interface BoardItem {

    /** @param id the board's own, stable over the posting's life */
    record Posting(String id, SourceDocument document) implements BoardItem {}

    /** Not meant to be listed, as the board itself says. */
    record Unlisted(String id) implements BoardItem {}

    /**
     * @param which the posting, as well as it can be named
     * @param why what is wrong with it
     */
    record Broken(String which, String why) implements BoardItem {}
}
