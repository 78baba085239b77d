package dev.nextskill.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A file with a posting or many, and the way it goes to the service.
 *
 * @param file as the user wrote it, or as found in a directory
 */
record PostingFile(Path file, Kind kind) {

    enum Kind {
        /** One posting as JSON. */
        JSON,
        /** A posting a line, as JSON. */
        LINES,
        /** One posting as plain text. */
        TEXT,
        /** A table: CSV or XLSX. */
        TABLE,
        /** A picture or document that the service must read. */
        DOCUMENT
    }

    private static final int LOOKED_AT = 8 * 1024;

    /** Tells by the name; what has none that is known is text, unless it has bytes that no text has. */
    static PostingFile of(Path file) throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        Kind kind =
                switch (name.substring(name.lastIndexOf('.') + 1)) {
                    case "json" -> Kind.JSON;
                    case "ndjson", "jsonl" -> Kind.LINES;
                    case "csv", "tsv", "tab", "xlsx", "xlsm" -> Kind.TABLE;
                    case "png", "jpg", "jpeg", "webp", "pdf", "docx", "html", "htm", "xhtml", "md", "markdown" ->
                        Kind.DOCUMENT;
                    default -> looksLikeText(file) ? Kind.TEXT : Kind.DOCUMENT;
                };
        return new PostingFile(file, kind);
    }

    boolean isTable() {
        return kind == Kind.TABLE || kind == Kind.LINES;
    }

    private static boolean looksLikeText(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            for (byte b : in.readNBytes(LOOKED_AT)) {
                if (b == 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The files in a directory and below it, in the order of their names; hidden ones are skipped, links not followed. */
    static List<Path> in(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                return !each.equals(directory) && isHidden(each)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !isHidden(each)) {
                    files.add(each);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path each, IOException e) {
                // Named when it is sent.
                files.add(each);
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(files);
        return files;
    }

    /** Files that a spreadsheet keeps beside an open one are as good as hidden. */
    private static boolean isHidden(Path file) throws IOException {
        return Files.isHidden(file) || file.getFileName().toString().startsWith("~$");
    }
}
