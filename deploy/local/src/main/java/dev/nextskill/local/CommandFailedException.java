package dev.nextskill.local;

/** A command cannot do what was asked; the message says what is wrong and what to do. */
class CommandFailedException extends RuntimeException {

    CommandFailedException(String message) {
        super(message);
    }

    CommandFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
