package dev.nextskill.ingest.source;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of files that postings come in. The content decides; the name only tells kinds of text apart. */
public enum FileKind {
    PNG("PNG", "png"),
    JPEG("JPEG", "jpe?g"),
    WEBP("WebP", "webp");

    private static final String PNG_SIGNATURE = "\u0089PNG\r\n\u001a\n";
    private static final String JPEG_SIGNATURE = "\u00ff\u00d8\u00ff";

    private final String label;
    private final String extensions;

    /** @param extensions a regular expression of what stands behind the last dot of the name */
    FileKind(String label, String extensions) {
        this.label = label;
        this.extensions = extensions;
    }

    /** As people call it. */
    public String label() {
        return label;
    }

    public boolean isPicture() {
        return this == PNG || this == JPEG || this == WEBP;
    }

    /**
     * Tells the kind from the first bytes, and holds it against the name: a file that is one thing by content and another by
     * name is refused, because someone is mistaken about it or up to something.
     *
     * @param bytes the whole file
     */
    public static FileKind of(String name, byte[] bytes) throws UnreadableFileException {
        if (bytes.length == 0) {
            throw new UnreadableFileException(Fault.EMPTY, "The file %s is empty. Send it again.".formatted(name));
        }
        var start = new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.ISO_8859_1);
        var said = byName(name);
        var found = byContent(start);
        if (found == null) {
            throw new UnreadableFileException(
                    Fault.UNKNOWN_KIND,
                    "The file %s is none of %s. Convert it to one of them.".formatted(name, labels()));
        }
        if (said != null && said != found && !(said.isPicture() && found.isPicture())) {
            throw new UnreadableFileException(
                    Fault.NOT_WHAT_ITS_NAME_SAYS,
                    "The file %s is %s by its content. Rename it, or send the right one."
                            .formatted(name, found.label()));
        }
        return found;
    }

    private static @Nullable FileKind byContent(String start) {
        if (start.startsWith(PNG_SIGNATURE)) {
            return PNG;
        }
        if (start.startsWith(JPEG_SIGNATURE)) {
            return JPEG;
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return WEBP;
        }
        return null;
    }

    private static @Nullable FileKind byName(String name) {
        var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> extension.matches(kind.extensions))
                .findFirst()
                .orElse(null);
    }

    private static String labels() {
        return String.join(", ", Arrays.stream(values()).map(FileKind::label).toList()) + ", CSV, XLSX, NDJSON";
    }
}
