package dev.nextskill.ingest.table;

import dev.nextskill.ingest.source.TextDecoding;
import dev.nextskill.ingest.source.UnreadableFileException;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The charset of a text file of any length: a byte order mark decides, then what decodes without an error, UTF-8 before GB18030. The
 * whole file is looked at, in pieces, so that what is read afterwards cannot break off at a wrong byte. Of a single posting in memory, with what its sender says of it, {@code
 * TextDetection} finds more out.
 */
public final class TextEncoding {

    private static final int PIECE = 64 * 1024;

    /** @param badLine the line of the first byte that does not fit, or 0 */
    private record Check(long badLine, long characters, long odd) {}

    private TextEncoding() {}

    /** @throws UnreadableFileException when the file is no text, naming the line of the first byte that does not fit */
    public static Charset of(String name, Path file) throws UnreadableFileException, IOException {
        var charset = byMark(file);
        if (charset != null) {
            return checked(name, file, charset);
        }
        var utf8 = check(file, StandardCharsets.UTF_8);
        if (utf8.badLine() == 0) {
            return plausible(name, utf8, StandardCharsets.UTF_8);
        }
        // GB18030 takes nearly everything for Chinese, broken UTF-8 too.
        if (isMostlyUtf8(file)) {
            throw malformed(name, StandardCharsets.UTF_8, utf8.badLine());
        }
        return checked(name, file, TextDecoding.GB18030);
    }

    private static Charset checked(String name, Path file, Charset charset)
            throws UnreadableFileException, IOException {
        var check = check(file, charset);
        if (check.badLine() > 0) {
            throw malformed(name, charset, check.badLine());
        }
        return plausible(name, check, charset);
    }

    private static Charset plausible(String name, Check check, Charset charset) throws UnreadableFileException {
        if (check.odd() * 100 > check.characters()) {
            throw new UnreadableFileException(
                    Fault.BROKEN, "The file %s is no text. Save it as CSV or NDJSON in UTF-8.".formatted(name));
        }
        return charset;
    }

    private static UnreadableFileException malformed(String name, Charset charset, long line) {
        return new UnreadableFileException(
                Fault.BROKEN,
                "Line %d of the file %s is not %s. Convert the file to UTF-8.".formatted(line, name, charset.name()));
    }

    private static @Nullable Charset byMark(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return TextDecoding.byMark(in.readNBytes(3));
        }
    }

    private static Check check(Path file, Charset charset) throws IOException {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = ByteBuffer.allocate(PIECE);
        var chars = CharBuffer.allocate(PIECE);
        var line = 1L;
        var characters = 0L;
        var odd = 0L;
        try (InputStream in = Files.newInputStream(file)) {
            for (var ended = false; ; ) {
                if (!ended) {
                    var read = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
                    bytes.position(bytes.position() + read);
                    ended = bytes.hasRemaining();
                }
                bytes.flip();
                var result = decoder.decode(bytes, chars, ended);
                chars.flip();
                characters += chars.remaining();
                while (chars.hasRemaining()) {
                    var c = chars.get();
                    line += c == '\n' ? 1 : 0;
                    odd += isOdd(c) ? 1 : 0;
                }
                chars.clear();
                bytes.compact();
                if (result.isError()) {
                    return new Check(line, characters, odd);
                }
                if (ended && result.isUnderflow()) {
                    return new Check(0, characters, odd);
                }
            }
        }
    }

    private static boolean isOdd(char c) {
        return (c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f')
                || (c >= '\uE000' && c <= '\uF8FF')
                || !Character.isDefined(c);
    }

    /** Whether of the first piece's sequences of three bytes (Chinese) nearly all are good: chance makes few such. */
    private static boolean isMostlyUtf8(Path file) throws IOException {
        var good = 0;
        var bad = 0;
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(16 * PIECE);
        }
        for (var i = 0; i + 2 < bytes.length; ) {
            if (bytes[i] >= 0) {
                i++;
            } else if ((bytes[i] & 0xF0) == 0xE0 && (bytes[i + 1] & 0xC0) == 0x80 && (bytes[i + 2] & 0xC0) == 0x80) {
                good++;
                i += 3;
            } else if ((bytes[i] & 0xE0) == 0xC0 && (bytes[i + 1] & 0xC0) == 0x80) {
                // Says nothing: GB18030 has many such pairs.
                i += 2;
            } else {
                bad++;
                i++;
            }
        }
        return good > 10 * bad;
    }
}
