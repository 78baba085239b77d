package dev.nextskill.ingest.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * Stands in for every font that a PDF names and does not hold: to read words, only their widths are asked of it. PDFBox's own choice
 * would read all fonts of the machine, write a list of them to disk, and differ from machine to machine.
 */
final class BundledFont implements FontMapper {

    static final BundledFont INSTANCE = new BundledFont("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf");

    private final TrueTypeFont font;

    private BundledFont(String resource) {
        try (var in = FontMapper.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The font %s is missing from PDFBox.".formatted(resource));
            }
            font = new TTFParser().parse(new RandomAccessReadBuffer(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
        return new FontMapping<>(font, true);
    }

    @Override
    public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
        return new FontMapping<>(font, true);
    }

    @Override
    public CIDFontMapping getCIDFont(String name, PDFontDescriptor descriptor, PDCIDSystemInfo collection) {
        return new CIDFontMapping(null, font, true);
    }
}
