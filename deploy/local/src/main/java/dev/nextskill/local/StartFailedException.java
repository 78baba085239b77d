package dev.nextskill.local;

/** Something of the local stack did not start; the message says what, why and what to do. */
final class StartFailedException extends CommandFailedException {

    StartFailedException(String message) {
        super(message);
    }

    StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
