package dev.nextskill.ingest.source;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** A file as it was sent; a class and no record, because equality of its bytes would be that of the array. */
public final class SourceFile {

    private final String name;
    private final FileKind kind;
    private final byte[] bytes;
    private final @Nullable Charset charset;

    private SourceFile(String name, FileKind kind, byte[] bytes, @Nullable Charset charset) {
        this.name = name;
        this.kind = kind;
        this.bytes = bytes;
        this.charset = charset;
    }

    /** @throws UnreadableFileException when its kind is not known, or not the one that its name says */
    public static SourceFile of(String name, byte[] bytes) throws UnreadableFileException {
        return of(name, bytes, null);
    }

    /**
     * @param charset what the sender says that a text is in
     * @throws UnreadableFileException when its kind is not known, or not the one that its name says
     */
    public static SourceFile of(String name, byte[] bytes, @Nullable Charset charset) throws UnreadableFileException {
        return new SourceFile(name, FileKind.of(name, bytes), bytes, charset);
    }

    /** As the sender calls it; never used as a path. */
    public String name() {
        return name;
    }

    public FileKind kind() {
        return kind;
    }

    /** The file's own array, not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** What the sender says that a text is in; null when nothing is said. */
    public @Nullable Charset charset() {
        return charset;
    }
}
