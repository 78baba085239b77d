package dev.nextskill.ingest.source;

/** A file as it was sent; a class and no record, because equality of its bytes would be that of the array. */
public final class SourceFile {

    private final String name;
    private final FileKind kind;
    private final byte[] bytes;

    private SourceFile(String name, FileKind kind, byte[] bytes) {
        this.name = name;
        this.kind = kind;
        this.bytes = bytes;
    }

    /** @throws UnreadableFileException when its kind is not known, or not the one that its name says */
    public static SourceFile of(String name, byte[] bytes) throws UnreadableFileException {
        return new SourceFile(name, FileKind.of(name, bytes), bytes);
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
}
