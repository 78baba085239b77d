package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.source.UnreadableFileException;

/**
 * Why a file is not taken, as RFC 9457 words it.
 *
 * @param title the same for every occurrence
 * @param detail what is wrong and what to do
 */
record FileProblem(int status, String title, String detail) {

    static FileProblem of(UnreadableFileException e) {
        var status =
                switch (e.fault()) {
                    case EMPTY -> 400;
                    case TOO_LARGE -> 413;
                    case UNKNOWN_KIND, NOT_WHAT_ITS_NAME_SAYS, TWO_KINDS -> 415;
                    case BROKEN, LOCKED, NO_TEXT, UNKNOWN_COLUMNS -> 422;
                };
        return new FileProblem(status, e.fault().title(), e.detail());
    }

    static FileProblem of(Rejection rejection) {
        var status =
                switch (rejection.fault()) {
                    case TOO_LONG -> 413;
                    case MALFORMED_ENCODING, BROKEN_JSON, UNKNOWN_FIELD, INVALID_FIELD, TEXT_MISSING, TEXT_TOO_SHORT ->
                        422;
                };
        return new FileProblem(status, rejection.fault().title(), rejection.detail());
    }

    /** Nothing is wrong with the file; it may be sent again. */
    static FileProblem unavailable(String detail) {
        return new FileProblem(503, "Service Unavailable", detail);
    }
}
