package dev.nextskill.ingest.source;

import org.jspecify.annotations.Nullable;

/** A file from which no posting can be read. Sending the same again will not help. */
public final class UnreadableFileException extends Exception {

    /** Why, in kinds that a sender can act upon. */
    public enum Fault {
        EMPTY("The file is empty"),
        TOO_LARGE("The file is too large"),
        UNKNOWN_KIND("The kind of file is not known"),
        NOT_WHAT_ITS_NAME_SAYS("The file is not what its name says"),
        TWO_KINDS("The file is two things at once"),
        BROKEN("The file is broken"),
        LOCKED("The file is locked"),
        NO_TEXT("The file has no text"),
        UNKNOWN_COLUMNS("The columns are not known");

        private final String title;

        Fault(String title) {
            this.title = title;
        }

        /** The same for every occurrence, as RFC 9457 wants a problem's title. */
        public String title() {
            return title;
        }
    }

    private final Fault fault;

    public UnreadableFileException(Fault fault, String detail) {
        super(detail);
        this.fault = fault;
    }

    public UnreadableFileException(Fault fault, String detail, @Nullable Throwable cause) {
        super(detail, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** What is wrong and what to do. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
