package dev.nextskill.ingest.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;

/** Strict decoding: a byte that does not fit the charset is an error with its place, never a silent {@code U+FFFD}. */
public final class TextDecoding {

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
     * Whether lines of this charset can be told apart before decoding, because a line end is the byte {@code 0x0A} as in
     * ASCII. True of UTF-8, GB18030, Big5 and ISO-8859-1; not of UTF-16 and EBCDIC.
     */
    public static boolean endsLinesAsAsciiDoes(Charset charset) {
        return charset.canEncode() && Arrays.equals("\n".getBytes(charset), new byte[] {'\n'});
    }
}
