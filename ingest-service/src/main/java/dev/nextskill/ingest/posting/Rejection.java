package dev.nextskill.ingest.posting;

import org.jspecify.annotations.Nullable;

/**
 * Why a posting is not taken. Sending the same again will not help.
 *
 * @param field the field at fault, if one is
 * @param detail what is wrong, where, and what to do
 */
record Rejection(Fault fault, @Nullable String field, String detail) {

    enum Fault {
        MALFORMED_ENCODING("The body is not text in its charset"),
        BROKEN_JSON("The body is not the JSON expected"),
        UNKNOWN_FIELD("A field is not known"),
        INVALID_FIELD("A field has an invalid value"),
        TEXT_MISSING("The text is missing"),
        TEXT_TOO_SHORT("The text is too short"),
        TOO_LONG("The posting is too long");

        private final String title;

        Fault(String title) {
            this.title = title;
        }

        /** The same for every occurrence, as RFC 9457 wants a problem's title. */
        String title() {
            return title;
        }
    }
}
