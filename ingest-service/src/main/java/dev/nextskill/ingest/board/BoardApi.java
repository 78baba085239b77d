package dev.nextskill.ingest.board;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** A job board's public JSON API: made by the board for others to show its postings, without a key. */
sealed interface BoardApi permits GreenhouseApi, LeverApi, AshbyApi {

    static List<BoardApi> all() {
        return List.of(new GreenhouseApi(), new LeverApi(), new AshbyApi());
    }

    /** As the configuration calls it. */
    String kind();

    /** What comes before the board's name. */
    URI defaultBaseUrl();

    /** What comes after the board's name, percent-encoded: path and query. */
    String afterBoard();

    /** The field of the answer that holds the list of postings; empty when the answer is that list itself. */
    Optional<String> list();

    /**
     * @param fields one entry of the list
     * @param company stands in where the API does not name the company
     * @throws BrokenItemException if there is nothing to make a posting of
     */
    BoardItem read(ItemFields fields, String company) throws BrokenItemException;

    /** An entry's own name for itself, for a message about it; empty if it has none. */
    default Optional<String> idOf(JsonNode item) {
        var id = item.path("id");
        return id.isTextual() || id.isIntegralNumber() ? Optional.of(id.asText()) : Optional.empty();
    }
}
