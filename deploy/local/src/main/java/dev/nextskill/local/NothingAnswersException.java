package dev.nextskill.local;

/** A service is not there; whatever else is sent to it will fail in the same way. */
final class NothingAnswersException extends CommandFailedException {

    NothingAnswersException(String message) {
        super(message);
    }
}
