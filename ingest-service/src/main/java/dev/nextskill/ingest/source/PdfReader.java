package dev.nextskill.ingest.source;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.InflaterInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.filter.FilterFactory;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.jspecify.annotations.Nullable;

/**
 * The text of a PDF. Scripts, links, forms and attachments in it are not looked at, its pictures are not decoded, and the fonts of this
 * machine have no say, so that the same file reads the same everywhere.
 */
final class PdfReader {

    private static final Pattern ENCRYPT = Pattern.compile("/Encrypt\\s*(?:\\d+\\s+\\d+\\s+R|<<)");
    private static final byte[] STREAM = "stream".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_OBJECTS = 200_000;
    private static final int MOST_STREAMS = 10_000;
    private static final int MOST_FILTERS = 4;
    /** Pictures unpack to many bytes that nobody looks at; this only bounds the time. */
    private static final int ALL_STREAMS_TO_ONE = 16;

    private final int maxPages;
    private final long maxUnpackedBytes;

    /** @param maxUnpackedBytes the most bytes that the streams unpack to, pictures apart */
    PdfReader(int maxPages, long maxUnpackedBytes) {
        this.maxPages = maxPages;
        this.maxUnpackedBytes = maxUnpackedBytes;
        FontMappers.set(BundledFont.INSTANCE);
    }

    SourceDocument read(SourceFile file) throws UnreadableFileException {
        // Words of the outermost structure only, which no stream hides; the parser is asked again below.
        if (ENCRYPT.matcher(new String(file.bytes(), StandardCharsets.ISO_8859_1))
                .find()) {
            throw locked(file, null);
        }
        try {
            weighRaw(file.bytes());
            var cache = MemoryUsageSetting.setupMainMemoryOnly(maxUnpackedBytes).streamCache;
            try (var document = Loader.loadPDF(file.bytes(), "", null, null, cache)) {
                return read(file, document);
            }
        } catch (InvalidPasswordException e) {
            throw locked(file, e);
        } catch (TooMuchException e) {
            throw new UnreadableFileException(
                    Fault.TOO_LARGE,
                    "The file %s %s. Send the pages with the posting only."
                            .formatted(file.name(), String.valueOf(e.getMessage())),
                    e);
        } catch (IOException | RuntimeException e) {
            // The parser answers broken files with whatever exception it comes across.
            throw new UnreadableFileException(
                    Fault.BROKEN, "The file %s cannot be read as PDF. Save it again.".formatted(file.name()), e);
        }
    }

    private SourceDocument read(SourceFile file, PDDocument document) throws UnreadableFileException, IOException {
        if (document.isEncrypted()) {
            throw locked(file, null);
        }
        if (document.getNumberOfPages() > maxPages) {
            throw new TooMuchException(
                    "has %d pages, but %d are the most".formatted(document.getNumberOfPages(), maxPages));
        }
        weigh(document);
        var words = new PdfWords();
        words.read(document);
        if (words.text().isBlank()) {
            throw new UnreadableFileException(
                    Fault.NO_TEXT,
                    "The file %s holds no text, only pictures perhaps. Send its pages as screenshots (PNG, JPEG or WebP)."
                            .formatted(file.name()));
        }
        return new SourceDocument(words.title(), null, null, null, null, words.text(), null);
    }

    private static UnreadableFileException locked(SourceFile file, @Nullable Exception cause) {
        return new UnreadableFileException(
                Fault.LOCKED,
                "The file %s is encrypted. Save it without password and restrictions, for instance by printing it to a new PDF."
                        .formatted(file.name()),
                cause);
    }

    /** Before the parser sees anything: it unpacks the streams that hold other objects, whole and in memory, while it loads. */
    private void weighRaw(byte[] bytes) throws TooMuchException {
        var all = new Scale(ALL_STREAMS_TO_ONE * maxUnpackedBytes);
        var streams = 0;
        for (var at = indexOf(bytes, STREAM, 0); at >= 0; at = indexOf(bytes, STREAM, at + STREAM.length)) {
            var start = at + STREAM.length;
            while (start < bytes.length && (bytes[start] == '\r' || bytes[start] == '\n')) {
                start++;
            }
            // The low half of the first byte of zlib's format names its one method (RFC 1950).
            if (start < bytes.length && (bytes[start] & 0x0F) == 8) {
                if (++streams > MOST_STREAMS) {
                    throw new TooMuchException("has more than %d streams".formatted(MOST_STREAMS));
                }
                try (var packed =
                        new InflaterInputStream(new ByteArrayInputStream(bytes, start, bytes.length - start))) {
                    weigh(packed, new Scale(maxUnpackedBytes), all);
                } catch (TooMuchException e) {
                    throw e;
                } catch (IOException e) {
                    // No zlib after all, or the end of it.
                }
            }
        }
    }

    private static void weigh(InputStream packed, Scale one, Scale all) throws IOException {
        var buffer = new byte[8192];
        for (var read = packed.read(buffer); read >= 0; read = packed.read(buffer)) {
            one.write(buffer, 0, read);
            all.write(buffer, 0, read);
        }
    }

    /** After loading: everything that is not a picture, through whatever filters, before anything is drawn from it. */
    private void weigh(PDDocument document) throws IOException {
        var objects = document.getDocument().getXrefTable().keySet();
        if (objects.size() > MOST_OBJECTS) {
            throw new TooMuchException("has %d objects, but %d are the most".formatted(objects.size(), MOST_OBJECTS));
        }
        var scale = new Scale(maxUnpackedBytes);
        for (var key : objects) {
            if (document.getDocument().getObjectFromPool(key).getObject() instanceof COSStream stream
                    && !COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))) {
                weigh(stream, scale);
            }
        }
    }

    private static void weigh(COSStream stream, Scale scale) throws IOException {
        var filters = filters(stream.getFilters());
        if (filters.length > MOST_FILTERS) {
            throw new IOException("A stream has %d filters.".formatted(filters.length));
        }
        try (var raw = stream.createRawInputStream()) {
            InputStream packed = raw;
            for (var i = 0; i < filters.length; i++) {
                var last = i == filters.length - 1;
                var unpacked = new Scale.Keeping(scale, !last);
                try {
                    FilterFactory.INSTANCE.getFilter(filters[i]).decode(packed, unpacked, stream, i);
                } catch (TooMuchException e) {
                    throw e;
                } catch (IOException | RuntimeException e) {
                    // Broken here; whether it matters, the reading will tell.
                    return;
                }
                packed = new ByteArrayInputStream(unpacked.bytes());
            }
        }
    }

    private static COSName[] filters(@Nullable COSBase filters) {
        if (filters instanceof COSName one) {
            return new COSName[] {one};
        }
        if (filters instanceof COSArray several) {
            var names = new COSName[several.size()];
            for (var i = 0; i < names.length; i++) {
                names[i] = several.getObject(i) instanceof COSName name ? name : COSName.getPDFName("?");
            }
            return names;
        }
        return new COSName[0];
    }

    private static int indexOf(byte[] bytes, byte[] part, int from) {
        for (var i = from; i + part.length <= bytes.length; i++) {
            var same = 0;
            while (same < part.length && bytes[i + same] == part[same]) {
                same++;
            }
            if (same == part.length) {
                return i;
            }
        }
        return -1;
    }

    /** Says what there is too much of; ends a sentence that begins with the file. */
    static final class TooMuchException extends IOException {

        TooMuchException(String what) {
            super(what);
        }
    }

    /** Counts bytes and keeps none. */
    private static class Scale extends OutputStream {

        private final long most;
        private long left;

        Scale(long most) {
            this.most = most;
            this.left = most;
        }

        @Override
        public void write(int b) throws IOException {
            take(1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            take(length);
        }

        final void take(int bytes) throws TooMuchException {
            left -= bytes;
            if (left < 0) {
                throw new TooMuchException("unpacks to more than %d bytes".formatted(most));
            }
        }

        /** Keeps them for the next filter, if there is one. */
        private static final class Keeping extends OutputStream {

            private final Scale scale;
            private final boolean keeps;
            private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

            Keeping(Scale scale, boolean keeps) {
                this.scale = scale;
                this.keeps = keeps;
            }

            @Override
            public void write(int b) throws IOException {
                scale.take(1);
                if (keeps) {
                    kept.write(b);
                }
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                scale.take(length);
                if (keeps) {
                    kept.write(bytes, offset, length);
                }
            }

            byte[] bytes() {
                return kept.toByteArray();
            }
        }
    }
}
