package dev.nextskill.ingest.source;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text in whatever charset it is: a byte order mark decides, then what the file and its sender say as far as it fits, then what
 * decodes without an error. Strict, but for pages: those are cut in the middle of characters by their own makers.
 */
final class TextDetection {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern META = Pattern.compile(
            "<meta\\b[^>]{0,500}?charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9_.:-]{1,40})", Pattern.CASE_INSENSITIVE);
    private static final Pattern XML =
            Pattern.compile("\\A\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9_.:-]{1,40})");
    private static final int HEAD_BYTES = 8192;
    /** One broken character in so many of a page is forgiven. */
    private static final int CHARACTERS_PER_FLAW = 500;
    /** Accented letters are fewer than this in any text of Latin letters. */
    private static final double MOST_ACCENTED = 0.2;

    private TextDetection() {}

    static String text(SourceFile file) throws UnreadableFileException {
        var text = decode(file, file.charset(), false);
        if (text.length() > DocumentReader.MOST_CHARACTERS) {
            throw new UnreadableFileException(
                    Fault.TOO_LARGE,
                    "The file %s has %d characters, but %d are the most. Send one posting at a time."
                            .formatted(file.name(), text.length(), DocumentReader.MOST_CHARACTERS));
        }
        return text;
    }

    static String page(SourceFile file) throws UnreadableFileException {
        var own = ofPage(file.bytes());
        return decode(file, own == null ? file.charset() : own, true);
    }

    private static String decode(SourceFile file, @Nullable Charset said, boolean isPage)
            throws UnreadableFileException {
        var bytes = file.bytes();
        for (var charset : candidates(bytes, said)) {
            try {
                var text = TextDecoding.decode(bytes, charset);
                if (isText(text, charset)) {
                    return text;
                }
            } catch (MalformedTextException e) {
                // The next one may fit.
            }
        }
        if (isPage) {
            for (var charset : said == null ? Set.of(StandardCharsets.UTF_8) : Set.of(said)) {
                var text = new String(bytes, charset);
                var flaws = text.chars().filter(each -> each == '\uFFFD').count();
                if (flaws * CHARACTERS_PER_FLAW <= text.length()) {
                    return text.replace("\uFFFD", "");
                }
            }
        }
        throw new UnreadableFileException(
                Fault.BROKEN,
                "The file %s is text neither in UTF-8, UTF-16 with a byte order mark, nor GB18030. Convert it to UTF-8."
                        .formatted(file.name()));
    }

    private static Set<Charset> candidates(byte[] bytes, @Nullable Charset said) {
        var marked = TextDecoding.byMark(bytes);
        if (marked != null) {
            return Set.of(marked);
        }
        var candidates = new LinkedHashSet<Charset>();
        if (said != null) {
            candidates.add(said);
        }
        candidates.add(StandardCharsets.UTF_8);
        candidates.add(looksLatin(bytes) ? WINDOWS_1252 : TextDecoding.GB18030);
        return candidates;
    }

    /** Nearly any bytes decode as GB18030, so what comes out must look like text. */
    private static boolean isText(String text, Charset charset) {
        var anyUnicode = charset.name().startsWith("UTF");
        var odd = text.codePoints()
                .filter(each -> (each < ' ' && "\t\n\r\f\u000B".indexOf(each) < 0)
                        || (each >= 0x7F && each < 0xA0)
                        || (!anyUnicode
                                && (Character.getType(each) == Character.PRIVATE_USE
                                        || Character.getType(each) == Character.UNASSIGNED)))
                .count();
        return odd * 100 <= text.length();
    }

    /**
     * Whether bytes that are no UTF-8 are those of a western language: few of them are not ASCII, and those are followed by
     * ASCII more often than by the second bytes of the common Chinese characters (GB 2312: A1 to FE).
     */
    private static boolean looksLatin(byte[] bytes) {
        var pairs = 0;
        var common = 0;
        var high = 0;
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                high++;
                pairs++;
                if (i + 1 < bytes.length && (bytes[i] & 0xFF) >= 0xA1 && (bytes[i + 1] & 0xFF) >= 0xA1) {
                    common++;
                    high++;
                    i++;
                }
            }
        }
        return common * 2 < pairs && high < bytes.length * MOST_ACCENTED;
    }

    /** What a page says about itself. */
    private static @Nullable Charset ofPage(byte[] bytes) {
        var head = new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
        for (var pattern : new Pattern[] {META, XML}) {
            var said = pattern.matcher(head);
            if (said.find()) {
                return named(said.group(1));
            }
        }
        return null;
    }

    /** As browsers take the names (WHATWG Encoding Standard): some mean more than they say. Null when it is not known. */
    static @Nullable Charset named(String name) {
        var known = name.strip().toLowerCase(Locale.ROOT);
        if (known.matches("gb2312|gb_2312-80|gbk|x-gbk|gb18030")) {
            return TextDecoding.GB18030;
        }
        if (known.matches("iso-8859-1|latin1|us-ascii|ascii|windows-1252")) {
            return WINDOWS_1252;
        }
        // Whoever could read this name does not read UTF-16.
        if (known.startsWith("utf-16") || known.equals("utf8")) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(known);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        }
    }
}
