package dev.nextskill.ingest.source;

import dev.nextskill.ingest.source.PdfReader.TooMuchException;
import java.io.IOException;
import java.io.Writer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * The words of a PDF in the order in which it draws them, which keeps columns apart. Lines that were only wrapped are joined, what stands
 * at the head or foot of every page is dropped, and large words at the top are the title. Not thread-safe, for one document.
 */
final class PdfWords extends PDFTextStripper {

    /** Drawing instructions; a page of text has some thousands. Forms that draw forms would multiply them without end. */
    private static final int MOST_INSTRUCTIONS = 3_000_000;

    private static final double TITLE_TO_BODY = 1.2;
    private static final int MOST_LINES_ABOVE_TITLE = 6;
    private static final int LONGEST_TITLE = 100;
    /** In ems: how far apart lines of a paragraph begin, lie, and what a right edge may be wrong by. */
    private static final double INDENT = 4;

    private static final double LEADING = 2.2;
    private static final double EDGE = 0.6;
    /** In ems: nobody wraps text in a narrower column, and short lines of like length are a list. */
    private static final double NARROWEST = 18;

    private static final String TERMINATORS = "。；;！!？?：:";
    private static final Pattern LIST_ITEM = Pattern.compile(
            "(?:[-•·●○*▪■◆➢–]|\\d{1,2}\\s?[.、．)）]|[(（][\\d一二三四五六七八九十]{1,2}[)）]|[①-⑳]|[一二三四五六七八九十]{1,2}、|【).*");
    private static final Pattern PAGE_NUMBER = Pattern.compile(
            "(?:page\\s*)?[-–—]?\\s*第?\\s*\\d{1,4}\\s*页?\\s*(?:(?:/|of|共|，|,)\\s*共?\\s*\\d{1,4}\\s*页?)?\\s*[-–—]?",
            Pattern.CASE_INSENSITIVE);

    private record Line(int page, String text, double left, double right, double baseline, double size) {}

    private final List<Line> lines = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private double left;
    private double right;
    private double baseline;
    /** Of the largest letter of the current line; 0 before the first. */
    private double size;

    private int instructions;
    private int characters;
    private String text = "";
    private @Nullable String title;

    PdfWords() throws IOException {
        super();
    }

    /** @throws TooMuchException when there is no end of it */
    void read(PDDocument document) throws IOException {
        writeText(document, Writer.nullWriter());
        var body = withoutMargins();
        title = titleOf(body);
        text = joined(body);
    }

    String text() {
        return text;
    }

    @Nullable
    String title() {
        return title;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (++instructions > MOST_INSTRUCTIONS) {
            throw new TooMuchException("has more than %d drawing instructions".formatted(MOST_INSTRUCTIONS));
        }
        super.processOperator(operator, operands);
    }

    @Override
    protected void processTextPosition(TextPosition position) {
        // What is drawn beyond the limit is not even kept: the stripper collects a page before it writes.
        if (++characters <= DocumentReader.MOST_CHARACTERS) {
            super.processTextPosition(position);
        }
    }

    @Override
    protected void writeString(String words, List<TextPosition> positions) {
        for (var position : positions) {
            if (position.getUnicode() == null || position.getUnicode().isBlank()) {
                continue;
            }
            if (size == 0) {
                left = position.getXDirAdj();
                baseline = position.getYDirAdj();
            }
            right = position.getXDirAdj() + position.getWidthDirAdj();
            size = Math.max(Math.max(size, Float.MIN_NORMAL), position.getFontSizeInPt());
        }
        current.append(words);
    }

    @Override
    protected void writeWordSeparator() {
        current.append(' ');
    }

    @Override
    protected void writeLineSeparator() {
        endLine();
    }

    @Override
    protected void writeParagraphSeparator() {
        endLine();
    }

    @Override
    protected void writePageEnd() {
        endLine();
    }

    private void endLine() {
        var words = plain(current.toString());
        if (!words.isEmpty()) {
            lines.add(new Line(getCurrentPageNo(), words, left, right, baseline, size));
        }
        current.setLength(0);
        size = 0;
    }

    /** Fonts without a map to Unicode give control characters, and some writers radicals (U+2F2F) instead of the character (工). */
    private static String plain(String words) {
        var plain = new StringBuilder(words.length());
        words.codePoints().forEach(each -> {
            if (each == '\t' || each == 0xA0) {
                plain.append(' ');
            } else if ((each >= 0x2E80 && each <= 0x2FDF) || (each >= 0xF900 && each <= 0xFAFF)) {
                plain.append(Normalizer.normalize(Character.toString(each), Normalizer.Form.NFKC));
            } else if (!Character.isISOControl(each)
                    && (each < 0xD800 || each > 0xDFFF)
                    && each != 0xAD
                    && each != 0x200B) {
                plain.appendCodePoint(each);
            }
        });
        return plain.toString().strip();
    }

    private List<Line> withoutMargins() {
        var edges = new HashMap<String, Integer>();
        for (var i = 0; i < lines.size(); i++) {
            if (isEdge(i)) {
                edges.merge(repeated(lines.get(i)), 1, Integer::sum);
            }
        }
        var body = new ArrayList<Line>();
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            var repeats = edges.getOrDefault(repeated(line), 0) > 1;
            if (!isEdge(i) || !(repeats || PAGE_NUMBER.matcher(line.text()).matches())) {
                body.add(line);
            }
        }
        // A document of pages that are all alike is no header.
        return body.isEmpty() ? lines : body;
    }

    /** Whether the line is among the first two or the last two of its page; printed headers are drawn first or last. */
    private boolean isEdge(int i) {
        var page = lines.get(i).page();
        return i < 2
                || i >= lines.size() - 2
                || lines.get(i - 2).page() != page
                || lines.get(i + 2).page() != page;
    }

    private static String repeated(Line line) {
        return Math.round(line.baseline()) + line.text().replaceAll("\\d+", "#");
    }

    private static @Nullable String titleOf(List<Line> body) {
        var sizes = body.stream().mapToDouble(Line::size).sorted().toArray();
        if (sizes.length < 3) {
            return null;
        }
        var usual = sizes[sizes.length / 2];
        var top = body.subList(0, Math.min(MOST_LINES_ABOVE_TITLE, body.size()));
        var largest = top.stream().mapToDouble(Line::size).max().orElse(0);
        if (largest < TITLE_TO_BODY * usual) {
            return null;
        }
        var title = "";
        for (var line : top) {
            if (line.size() > largest - 0.5) {
                title = join(title, line.text());
            } else if (!title.isEmpty()) {
                break;
            }
        }
        return title.length() > LONGEST_TITLE ? null : title;
    }

    private static String joined(List<Line> body) {
        var text = new StringBuilder();
        for (var i = 0; i < body.size(); i++) {
            var line = body.get(i);
            if (i > 0 && goesOn(body, i)) {
                text.append(isSpaced(body.get(i - 1).text(), line.text()) ? " " : "")
                        .append(line.text());
            } else {
                text.append(i == 0 ? "" : "\n").append(line.text());
            }
        }
        return text.toString();
    }

    /** Whether a line is the rest of the one before: its first word would not have fitted there. */
    private static boolean goesOn(List<Line> body, int i) {
        var before = body.get(i - 1);
        var line = body.get(i);
        var em = before.size();
        var ending = before.text();
        var edge = edge(body, i);
        return before.page() == line.page()
                && em > 0
                && Math.abs(em - line.size()) < 0.1 * em
                && line.baseline() > before.baseline()
                && line.baseline() - before.baseline() < LEADING * em
                && Math.abs(line.left() - before.left()) < INDENT * em
                && !LIST_ITEM.matcher(line.text()).matches()
                && TERMINATORS.indexOf(ending.charAt(ending.length() - 1)) < 0
                && edge - before.left() > NARROWEST * em
                && before.right() + em * (TextWidth.of(TextWidth.firstToken(line.text())) + EDGE) > edge;
    }

    /** How far right the lines around one go: those of its page and size, without a break, that begin near it. */
    private static double edge(List<Line> body, int i) {
        var before = body.get(i - 1);
        var edge = before.right();
        for (var step : new int[] {-1, 1}) {
            for (var j = i - 1; j >= 0 && j < body.size() && Math.abs(j - i) < 100; j += step) {
                var line = body.get(j);
                if (line.page() != before.page()
                        || Math.abs(line.left() - before.left()) > 2 * INDENT * before.size()) {
                    break;
                }
                if (Math.abs(line.size() - before.size()) < 0.1 * before.size()) {
                    edge = Math.max(edge, line.right());
                }
            }
        }
        return edge;
    }

    private static String join(String before, String after) {
        return before + (isSpaced(before, after) ? " " : "") + after;
    }

    /** A space stands between two words of letters, and none beside Chinese. */
    private static boolean isSpaced(String before, String after) {
        if (before.isEmpty() || after.isEmpty()) {
            return false;
        }
        var last = before.codePointBefore(before.length());
        return !TextWidth.isWide(last) && !TextWidth.isWide(after.codePointAt(0)) && "-/".indexOf(last) < 0;
    }
}
