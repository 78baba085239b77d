package dev.nextskill.ingest.source;

/** A line of a file or request, with its number as an editor counts it. */
public sealed interface SourceLine {

    /** Counted from 1, blank lines included. */
    long number();

    /** A line that fits; a class and no record, because equality of its bytes would be that of the array. */
    final class Complete implements SourceLine {

        private final long number;
        private final byte[] bytes;

        Complete(long number, byte[] bytes) {
            this.number = number;
            this.bytes = bytes;
        }

        @Override
        public long number() {
            return number;
        }

        /** Without the line end; the line's own array, not a copy. */
        public byte[] bytes() {
            return bytes;
        }

        public boolean isBlank() {
            for (byte b : bytes) {
                if (b != ' ' && b != '\t') {
                    return false;
                }
            }
            return true;
        }
    }

    /** A line with more bytes than the reader keeps; its content was skipped. */
    record TooLong(long number, int maxBytes) implements SourceLine {}
}
