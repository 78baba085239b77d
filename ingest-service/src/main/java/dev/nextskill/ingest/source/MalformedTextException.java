package dev.nextskill.ingest.source;

import java.nio.charset.Charset;

/** The bytes are not text in the charset they were said to be in. */
public final class MalformedTextException extends Exception {

    private final Charset charset;
    private final int offset;

    MalformedTextException(Charset charset, int offset) {
        super("The byte at offset %d (counted from 0) is not %s.".formatted(offset, charset.name()));
        this.charset = charset;
        this.offset = offset;
    }

    /** What the bytes were said to be. */
    public Charset charset() {
        return charset;
    }

    /** Of the first byte that does not fit, counted from 0. */
    public int offset() {
        return offset;
    }
}
