package dev.nextskill.ingest.source;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The kinds of files that postings come in. The content decides; the name only tells kinds of text apart. */
public enum FileKind {
    PNG("PNG", "png"),
    JPEG("JPEG", "jpe?g"),
    WEBP("WebP", "webp"),
    PDF("PDF", "pdf"),
    DOCX("DOCX", "docx"),
    HTML("HTML", "x?html?"),
    MARKDOWN("Markdown", "md|markdown"),
    PLAIN_TEXT("plain text", "te?xt");

    private static final String PNG_SIGNATURE = "\u0089PNG\r\n\u001a\n";
    private static final String JPEG_SIGNATURE = "\u00ff\u00d8\u00ff";
    private static final String ZIP_SIGNATURE = "PK\u0003\u0004";
    private static final String OLE_SIGNATURE = "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1";
    /** How Office names the stream of a file with a password. */
    private static final byte[] ENCRYPTED_PACKAGE = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);

    private static final Pattern PDF_INSIDE = Pattern.compile("%PDF-\\d\\.\\d");
    private static final Pattern TAG = Pattern.compile("<[a-zA-Z][^<>]*>");
    private static final List<String> PAGE_STARTS = List.of("<!doctype html", "<html", "<head", "<body");
    private static final int HEAD_BYTES = 1024;

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

    private boolean isText() {
        return this == HTML || this == MARKDOWN || this == PLAIN_TEXT;
    }

    /** Whether a file that starts so is a picture; for who has to choose how to read it before it is loaded. */
    public static boolean startsLikePicture(byte[] head) {
        return picture(latin(head)) != null;
    }

    /**
     * Tells the kind from the content, and holds it against the name: a file that is one thing by content and another by
     * name, or two things at once, is refused, because someone is mistaken about it or up to something.
     *
     * @param bytes the whole file
     */
    public static FileKind of(String name, byte[] bytes) throws UnreadableFileException {
        if (bytes.length == 0) {
            throw new UnreadableFileException(Fault.EMPTY, "The file %s is empty. Send it again.".formatted(name));
        }
        var start = latin(bytes);
        var said = byName(name);
        var found = byContent(name, start, bytes, said);
        var other = otherKind(found, start, bytes);
        if (other != null) {
            throw new UnreadableFileException(
                    Fault.TWO_KINDS,
                    "The file %s is %s and %s at once. Save it again as one of them."
                            .formatted(name, found.label(), other));
        }
        if (said != null
                && said != found
                && !(said.isPicture() && found.isPicture())
                && !(said.isText() && found.isText())) {
            throw new UnreadableFileException(
                    Fault.NOT_WHAT_ITS_NAME_SAYS,
                    "The file %s is %s by its content. Rename it, or send the right one."
                            .formatted(name, found.label()));
        }
        return found;
    }

    private static FileKind byContent(String name, String start, byte[] bytes, @Nullable FileKind said)
            throws UnreadableFileException {
        var picture = picture(start);
        if (picture != null) {
            return picture;
        }
        if (start.startsWith("%PDF-")) {
            return PDF;
        }
        if (start.startsWith(ZIP_SIGNATURE)) {
            if (ZipDirectory.names(bytes).stream().anyMatch(FileKind::isWordDocument)) {
                return DOCX;
            }
            throw unknown(name, "is a ZIP archive, but no DOCX", "Unpack it, and send what is in it");
        }
        if (start.startsWith(OLE_SIGNATURE)) {
            if (contains(bytes, ENCRYPTED_PACKAGE)) {
                throw new UnreadableFileException(
                        Fault.LOCKED, "The file %s needs a password. Save it without one.".formatted(name));
            }
            throw unknown(name, "is in an old format of Microsoft Office", "Save it as DOCX");
        }
        if (start.startsWith("{\\rtf")) {
            throw unknown(name, "is RTF", "Save it as DOCX");
        }
        if (start.regionMatches(true, 0, "MIME-Version:", 0, 13) || start.startsWith("From: <Saved by ")) {
            throw unknown(name, "is a web archive (MHTML)", "Save the page as HTML");
        }
        var wide = start.startsWith("\u00fe\u00ff") || start.startsWith("\u00ff\u00fe");
        if (start.indexOf(0) >= 0 && !wide) {
            throw unknown(name, "is none of " + labels(), "Convert it to one of them");
        }
        if (isPage(wide ? start.replace("\0", "") : start)) {
            return HTML;
        }
        if (said == HTML && !TAG.matcher(start.replace("\0", "")).find()) {
            return PLAIN_TEXT;
        }
        return said != null && said.isText() ? said : PLAIN_TEXT;
    }

    private static @Nullable FileKind picture(String start) {
        if (start.startsWith(PNG_SIGNATURE)) {
            return PNG;
        }
        if (start.startsWith(JPEG_SIGNATURE)) {
            return JPEG;
        }
        return start.startsWith("RIFF") && start.startsWith("WEBP", 8) ? WEBP : null;
    }

    /** What another reader may take the file for: PDF readers look for a head further on, ZIP readers begin at the end. */
    private static @Nullable String otherKind(FileKind found, String start, byte[] bytes) {
        if (found != DOCX && !ZipDirectory.names(bytes).isEmpty()) {
            return "a ZIP archive";
        }
        if (found == DOCX && ZipDirectory.names(bytes).contains("xl/workbook.xml")) {
            return "XLSX";
        }
        if (found != PDF) {
            var pdf = PDF_INSIDE.matcher(start);
            // A text may speak of such a head, in the middle of a line.
            if (pdf.find()
                    && (!found.isText() || pdf.start() == 0 || "\r\n".indexOf(start.charAt(pdf.start() - 1)) >= 0)) {
                return PDF.label();
            }
        }
        return null;
    }

    private static boolean isWordDocument(String entry) {
        // Word numbers the main part at times: word/document2.xml.
        return entry.startsWith("word/document") && entry.endsWith(".xml");
    }

    /** Whether the first thing after byte order mark, blanks, XML declaration and comments is one that only HTML starts with. */
    private static boolean isPage(String start) {
        var at = start.startsWith("\u00ef\u00bb\u00bf")
                ? 3
                : start.startsWith("\u00fe\u00ff") || start.startsWith("\u00ff\u00fe") ? 2 : 0;
        while (at < start.length()) {
            if (Character.isWhitespace(start.charAt(at))) {
                at++;
            } else if (start.startsWith("<!--", at)) {
                at = after(start, "-->", at + 4);
            } else if (start.startsWith("<?xml", at)) {
                at = after(start, "?>", at);
            } else {
                var here = at;
                return PAGE_STARTS.stream().anyMatch(each -> start.regionMatches(true, here, each, 0, each.length()));
            }
        }
        return false;
    }

    private static int after(String text, String end, int from) {
        var at = text.indexOf(end, from);
        return at < 0 ? text.length() : at + end.length();
    }

    private static boolean contains(byte[] bytes, byte[] part) {
        for (var i = 0; i + part.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    private static UnreadableFileException unknown(String name, String what, String advice) {
        return new UnreadableFileException(Fault.UNKNOWN_KIND, "The file %s %s. %s.".formatted(name, what, advice));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
    }

    private static @Nullable FileKind byName(String name) {
        var extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(kind -> extension.matches(kind.extensions))
                .findFirst()
                .orElse(null);
    }

    private static String labels() {
        return String.join(", ", Arrays.stream(values()).map(FileKind::label).toList());
    }
}
