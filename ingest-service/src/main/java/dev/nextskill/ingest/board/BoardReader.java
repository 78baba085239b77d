package dev.nextskill.ingest.board;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * Reads a board's answer entry by entry, so that memory holds one at a time, a broken one spoils no other, and what stands
 * before the place where the JSON breaks is still read.
 */
final class BoardReader {

    /** Takes the entries in order. */
    interface ItemConsumer {

        /** @return whether to go on */
        boolean accept(BoardItem item) throws InterruptedException;
    }

    /** The answer is not what the API promises; the message says what and where. */
    static final class MalformedAnswerException extends Exception {

        MalformedAnswerException(String message) {
            super(message);
        }
    }

    private final ObjectMapper mapper;

    BoardReader(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** @param company stands in where the API does not name the company */
    void read(byte[] answer, BoardApi api, String company, ItemConsumer items)
            throws MalformedAnswerException, InterruptedException {
        try (var json = mapper.createParser(answer)) {
            json.nextToken();
            if (api.list().isPresent()) {
                findList(json, api.list().get());
            }
            if (json.currentToken() != JsonToken.START_ARRAY) {
                throw new MalformedAnswerException("The answer %s is %s, but must be a list of postings."
                        .formatted(
                                api.list()
                                        .map("'s field \"%s\""::formatted)
                                        .orElse("")
                                        .strip(),
                                json.currentToken() == null ? "empty" : String.valueOf(json.currentToken())));
            }
            for (var number = 1; json.nextToken() != JsonToken.END_ARRAY; number++) {
                // Jackson ends the tokens of an answer that was cut off at the top level with null.
                if (json.currentToken() == null) {
                    throw new MalformedAnswerException("The answer ends within its list of postings.");
                }
                if (!items.accept(item(json.readValueAsTree(), number, api, company))) {
                    return;
                }
            }
        } catch (JsonProcessingException e) {
            var place = e.getLocation();
            throw new MalformedAnswerException("The answer is not the JSON that the board promises: it breaks %s."
                    .formatted(
                            place == null
                                    ? "somewhere"
                                    : "at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr())));
        } catch (IOException e) {
            // Of bytes in memory: Jackson guesses their encoding, and found none that it knows.
            throw new MalformedAnswerException("The answer is not in UTF-8, as JSON must be.");
        }
    }

    private static void findList(JsonParser json, String field) throws IOException, MalformedAnswerException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                if (name.equals(field)) {
                    return;
                }
                json.skipChildren();
            }
        }
        throw new MalformedAnswerException(
                "The answer must be a JSON object with the field \"%s\", but has none.".formatted(field));
    }

    private static BoardItem item(JsonNode item, int number, BoardApi api, String company) {
        if (!item.isObject()) {
            return new BoardItem.Broken("posting no. %d".formatted(number), "It is no JSON object.");
        }
        try {
            return api.read(new ItemFields(item), company);
        } catch (BrokenItemException e) {
            return new BoardItem.Broken(
                    api.idOf(item).map("posting %s"::formatted).orElse("posting no. %d".formatted(number)),
                    String.valueOf(e.getMessage()));
        }
    }
}
