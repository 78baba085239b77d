package dev.nextskill.ingest.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Strict decoding: a byte that does not fit the charset is an error with its place, never a silent {@code U+FFFD}. */
public final class TextDecoding {

    /** The national standard that contains GB 2312 and GBK. */
    public static final Charset GB18030 = Charset.forName("GB18030");

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextDecoding() {}

    /**
     * Decodes all the bytes; a leading byte order mark belongs to the encoding and is left out.
     *
     * @throws MalformedTextException naming the charset and the offset of the first byte that does not fit
     */
    public static String decode(byte[] bytes, Charset charset) throws MalformedTextException {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()));
        if (decoder.decode(in, out, true).isError() || decoder.flush(out).isError()) {
            throw new MalformedTextException(charset, in.position());
        }
        out.flip();
        if (out.hasRemaining() && out.get(0) == BYTE_ORDER_MARK) {
            out.get();
        }
        return out.toString();
    }

    /**
     * The charset that a byte order mark tells; null when there is none.
     *
     * @param start at least the first three bytes, if there are so many
     */
    public static @Nullable Charset byMark(byte[] start) {
        var mark = new String(start, 0, Math.min(3, start.length), StandardCharsets.ISO_8859_1);
        if (mark.equals("\u00ef\u00bb\u00bf")) {
            return StandardCharsets.UTF_8;
        }
        if (mark.startsWith("\u00ff\u00fe")) {
            return StandardCharsets.UTF_16LE;
        }
        return mark.startsWith("\u00fe\u00ff") ? StandardCharsets.UTF_16BE : null;
    }

    /**
     * Whether lines of this charset can be told apart before decoding, because a line end is the byte {@code 0x0A} as in
     * ASCII. True of UTF-8, GB18030, Big5 and ISO-8859-1; not of UTF-16 and EBCDIC.
     */
    public static boolean endsLinesAsAsciiDoes(Charset charset) {
        return charset.canEncode() && Arrays.equals("\n".getBytes(charset), new byte[] {'\n'});
    }
}
