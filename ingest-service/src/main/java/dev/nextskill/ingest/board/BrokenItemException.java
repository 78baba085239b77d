package dev.nextskill.ingest.board;

/** An entry of a board's list is not what the API promises; the message says what is wrong. */
final class BrokenItemException extends Exception {

    BrokenItemException(String message) {
        super(message);
    }
}
