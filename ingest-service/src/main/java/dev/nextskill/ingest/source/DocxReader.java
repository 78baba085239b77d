package dev.nextskill.ingest.source;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFSDT;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.jspecify.annotations.Nullable;

/**
 * The words of a DOCX document (ECMA-376 part 1), a line a paragraph, with the numbers and bullets of its lists; cells of a row are
 * apart by tabs. Headers, footers, links' addresses, macros and embedded objects are not looked at.
 */
final class DocxReader {

    /** All XML parts together. POI takes some ten times as much memory for them, and a posting has a hundredth. */
    private static final long MOST_XML_BYTES = 8L * 1024 * 1024;

    private static final int MOST_PARTS = 1_000;
    private static final int DEEPEST_TABLE = 20;
    private static final int LONGEST_TITLE = 100;
    private static final Pattern LEVEL = Pattern.compile("%([1-9])");
    private static final String CHINESE_NUMBERS = "一二三四五六七八九十";

    private final long maxUnpackedBytes;

    /** @param maxUnpackedBytes the most bytes of all parts together, unpacked; what has more is refused while it unpacks */
    DocxReader(long maxUnpackedBytes) {
        this.maxUnpackedBytes = maxUnpackedBytes;
        // POI's own limits, of the whole process, are the second line of defence: it allows 4 GB a part by default.
        ZipSecureFile.setMaxEntrySize(Math.max(maxUnpackedBytes, 1));
        ZipSecureFile.setMaxFileCount(MOST_PARTS);
    }

    SourceDocument read(SourceFile file) throws UnreadableFileException {
        weigh(file);
        var words = new Words();
        try (var document = new XWPFDocument(new ByteArrayInputStream(file.bytes()))) {
            words.addAll(document.getBodyElements(), 0);
        } catch (IOException | RuntimeException e) {
            // The parser answers broken files with whatever exception it comes across.
            throw broken(file, e);
        }
        var text = words.text.toString().strip();
        if (text.isEmpty()) {
            throw new UnreadableFileException(
                    Fault.NO_TEXT,
                    "The document %s has no text, only pictures perhaps. Send them as screenshots (PNG, JPEG or WebP)."
                            .formatted(file.name()));
        }
        return new SourceDocument(words.title, null, null, null, null, text, null);
    }

    /** Unpacks everything to nowhere, because POI holds in memory what it unpacks. */
    private void weigh(SourceFile file) throws UnreadableFileException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file.bytes()))) {
            var left = maxUnpackedBytes;
            var leftOfXml = MOST_XML_BYTES;
            var parts = 0;
            var buffer = new byte[8192];
            for (var part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                var name = part.getName().toLowerCase(Locale.ROOT);
                var isXml = name.endsWith(".xml") || name.endsWith(".rels");
                parts++;
                for (var read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    left -= read;
                    leftOfXml -= isXml ? read : 0;
                    if (left < 0 || leftOfXml < 0) {
                        throw tooLarge(
                                file,
                                "unpacks to more than %d bytes%s"
                                        .formatted(
                                                left < 0 ? maxUnpackedBytes : MOST_XML_BYTES,
                                                left < 0 ? "" : " of text and layout"));
                    }
                }
                if (parts > MOST_PARTS) {
                    throw tooLarge(file, "has more than %d parts".formatted(MOST_PARTS));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw broken(file, e);
        }
    }

    private static UnreadableFileException broken(SourceFile file, Exception cause) {
        return new UnreadableFileException(
                Fault.BROKEN, "The file %s cannot be read as DOCX. Save it again.".formatted(file.name()), cause);
    }

    private static UnreadableFileException tooLarge(SourceFile file, String how) {
        return new UnreadableFileException(
                Fault.TOO_LARGE, "The file %s %s. Leave out what is not the posting.".formatted(file.name(), how));
    }

    private static final class Words {

        private final StringBuilder text = new StringBuilder();
        private final Map<String, int[]> numbers = new HashMap<>();
        private @Nullable String title;

        void addAll(List<IBodyElement> elements, int depth) {
            for (var element : elements) {
                if (text.length() > DocumentReader.MOST_CHARACTERS || depth > DEEPEST_TABLE) {
                    return;
                }
                if (element instanceof XWPFParagraph paragraph) {
                    add(paragraph);
                } else if (element instanceof XWPFTable table) {
                    add(table, depth);
                } else if (element instanceof XWPFSDT control) {
                    line(control.getContent().getText());
                }
            }
        }

        private void add(XWPFParagraph paragraph) {
            var words = paragraph.getText();
            if (!words.isBlank()) {
                if (title == null && isTitle(paragraph) && words.length() <= LONGEST_TITLE) {
                    title = words.replaceAll("\\s+", " ").strip();
                }
                line(mark(paragraph) + words);
            } else {
                line("");
            }
        }

        private void add(XWPFTable table, int depth) {
            for (var row : table.getRows()) {
                var cells = new ArrayList<String>();
                for (var cell : row.getTableICells()) {
                    if (cell instanceof XWPFTableCell each) {
                        var inner = new Words();
                        inner.title = "";
                        inner.addAll(each.getBodyElements(), depth + 1);
                        var words = inner.text.toString().strip();
                        if (!words.isEmpty()) {
                            cells.add(words);
                        }
                    }
                }
                var inOneLine = cells.stream().noneMatch(each -> each.indexOf('\n') >= 0);
                line(String.join(inOneLine ? "\t" : "\n", cells));
            }
        }

        private void line(String words) {
            text.append(words.stripTrailing()).append('\n');
        }

        /** Whether Word's own style of titles or of the first heading is used; translations keep the identifiers mostly. */
        private static boolean isTitle(XWPFParagraph paragraph) {
            var style = paragraph.getStyle();
            if (style == null) {
                return false;
            }
            var name = paragraph.getDocument().getStyles() == null
                    ? null
                    : paragraph.getDocument().getStyles().getStyle(style);
            var shown = name == null || name.getName() == null ? style : name.getName();
            return shown.toLowerCase(Locale.ROOT).matches("title|heading ?1|标题( ?1)?");
        }

        /** What Word shows before the paragraph; numbers that are neither decimal nor Chinese are shown as decimal. */
        private String mark(XWPFParagraph paragraph) {
            var id = paragraph.getNumID();
            var format = id == null ? null : paragraph.getNumFmt();
            if (id == null || format == null || format.equals("none")) {
                return "";
            }
            if (format.equals("bullet")) {
                return "- ";
            }
            var depth = paragraph.getNumIlvl();
            var level = depth == null ? 0 : Math.min(8, Math.max(0, depth.intValue()));
            var counted = numbers.computeIfAbsent(id.toString(), unused -> new int[9]);
            counted[level]++;
            for (var deeper = level + 1; deeper < counted.length; deeper++) {
                counted[deeper] = 0;
            }
            var pattern = paragraph.getNumLevelText();
            return LEVEL.matcher(pattern == null || pattern.isBlank() ? "%" + (level + 1) + "." : pattern)
                            .replaceAll(
                                    each -> number(Math.max(1, counted[Integer.parseInt(each.group(1)) - 1]), format))
                    + " ";
        }

        private static String number(int number, String format) {
            return format.startsWith("chinese") && number <= CHINESE_NUMBERS.length()
                    ? CHINESE_NUMBERS.substring(number - 1, number)
                    : Integer.toString(number);
        }
    }
}
