package dev.nextskill.vocabulary;

import org.jspecify.annotations.Nullable;

/** A data file is wrong; the message names the file, the line and what to mend. */
public final class InvalidDataFileException extends RuntimeException {

    InvalidDataFileException(String file, int line, String what, @Nullable Throwable cause) {
        super("%s, line %d: %s".formatted(file, line, what), cause);
    }
}
