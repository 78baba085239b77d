package dev.nextskill.ingest.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.xwpf.usermodel.XWPFDocument;

/** Documents to read, made on the spot. */
final class Documents {

    private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private Documents() {}

    /** Words at a place, in points from the upper left corner. */
    record Words(double x, double y, double size, String text) {}

    /** One list of words a page, in Helvetica. */
    static byte[] pdf(List<List<Words>> pages) {
        return pdf(pages, document -> {});
    }

    static byte[] pdf(List<List<Words>> pages, Consumer<PDDocument> more) {
        try (var document = new PDDocument()) {
            for (var words : pages) {
                var page = new PDPage(PDRectangle.A4);
                document.addPage(page);
                try (var content = new PDPageContentStream(document, page)) {
                    for (var each : words) {
                        content.beginText();
                        content.setFont(new PDType1Font(FontName.HELVETICA), (float) each.size());
                        content.newLineAtOffset((float) each.x(), (float) (PDRectangle.A4.getHeight() - each.y()));
                        content.showText(each.text());
                        content.endText();
                    }
                }
            }
            more.accept(document);
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] pdf(String... lines) {
        return pdf(List.of(lines(lines)));
    }

    static List<Words> lines(String... lines) {
        var words = new ArrayList<Words>();
        for (var line : lines) {
            words.add(new Words(60, 80 + 30 * words.size(), 11, line));
        }
        return words;
    }

    static byte[] lockedPdf(String ownerPassword, String userPassword) {
        return pdf(List.of(lines("You write Java.")), document -> {
            try {
                document.protect(new StandardProtectionPolicy(ownerPassword, userPassword, new AccessPermission()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * Chinese as many writers put it: a font that is only named, characters as UCS-2 (PDF 32000-1, 9.7.5.2).
     *
     * @param size in points; lines lie 24 points apart
     */
    static byte[] chinesePdf(double size, String... lines) {
        return handmadePdf(
                size,
                "/Encoding /UniGB-UCS2-H",
                "/CIDFontType0 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>",
                "",
                UTF_16BE,
                lines);
    }

    /**
     * Chinese as browsers and Word put it: numbers of glyphs, and a map from those to Unicode (9.10.3). Here the map is the identity,
     * but for what is given.
     */
    static byte[] chinesePdfWithMap(String[] mapped, String... lines) {
        var map = new StringBuilder("""
                /CIDInit /ProcSet findresource begin 12 dict begin begincmap
                1 begincodespacerange <0000> <FFFF> endcodespacerange
                1 beginbfrange
                <0020> <FFEF> <0020> endbfrange
                """);
        for (var each : mapped) {
            map.append("1 beginbfchar ").append(each).append(" endbfchar\n");
        }
        map.append("endcmap end end");
        return handmadePdf(
                12,
                "/Encoding /Identity-H /ToUnicode 7 0 R",
                "/CIDFontType2 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
                map.toString(),
                UTF_16BE,
                lines);
    }

    private static byte[] handmadePdf(
            double size, String encoding, String descendant, String map, Charset charset, String... lines) {
        var content = new StringBuilder();
        for (var i = 0; i < lines.length; i++) {
            content.append("BT /F1 %s Tf 1 0 0 1 60 %d Tm <%s> Tj ET%n"
                    .formatted(size, 780 - 24 * i, HexFormat.of().formatHex(lines[i].getBytes(charset))));
        }
        return pdfOf(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                stream("", content.toString().getBytes(ISO_8859_1)),
                "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light " + encoding + " /DescendantFonts [6 0 R] >>",
                "<< /Type /Font /Subtype " + descendant
                        + " /BaseFont /STSong-Light /DW 1000 /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light"
                        + " /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >> >>",
                stream("", map.getBytes(ISO_8859_1)));
    }

    static String stream(String dictionary, byte[] bytes) {
        return "<< " + dictionary + " /Length " + bytes.length + " >>\nstream\n" + new String(bytes, ISO_8859_1)
                + "\nendstream";
    }

    /** The objects numbered from 1, the first of them the catalogue; chars are bytes. */
    static byte[] pdfOf(String... objects) {
        var pdf = new StringBuilder("%PDF-1.7\n");
        var offsets = new StringBuilder();
        for (var i = 0; i < objects.length; i++) {
            offsets.append("%010d 00000 n %n".formatted(pdf.length()).replace("\r", ""));
            pdf.append(i + 1).append(" 0 obj\n").append(objects[i]).append("\nendobj\n");
        }
        var start = pdf.length();
        pdf.append("xref\n0 ")
                .append(objects.length + 1)
                .append("\n0000000000 65535 f \n")
                .append(offsets);
        pdf.append("trailer\n<< /Root 1 0 R /Size ").append(objects.length + 1).append(" >>\nstartxref\n");
        pdf.append(start).append("\n%%EOF");
        return pdf.toString().getBytes(ISO_8859_1);
    }

    static byte[] deflated(byte[] bytes) {
        var deflater = new Deflater(9);
        deflater.setInput(bytes);
        deflater.finish();
        var out = new ByteArrayOutputStream();
        var buffer = new byte[65536];
        while (!deflater.finished()) {
            out.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return out.toByteArray();
    }

    static byte[] docx(Consumer<XWPFDocument> content) {
        try (var document = new XWPFDocument()) {
            content.accept(document);
            var bytes = new ByteArrayOutputStream();
            document.write(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] handmadeDocx(String prologue, String body) {
        return handmadeDocx(prologue, body, Map.of());
    }

    /**
     * @param body what is in the body, as XML in Word's namespace, prefix w
     * @param more parts of the package by their names
     */
    static byte[] handmadeDocx(String prologue, String body, Map<String, byte[]> more) {
        var parts = new LinkedHashMap<>(Map.of(
                "[Content_Types].xml",
                ("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                                + "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>")
                        .getBytes(UTF_8),
                "_rels/.rels",
                ("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\""
                                + " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>")
                        .getBytes(UTF_8),
                "word/document.xml",
                (prologue + "<w:document xmlns:w=\"" + WORD + "\"><w:body>" + body + "</w:body></w:document>")
                        .getBytes(UTF_8)));
        parts.putAll(more);
        return zip(parts);
    }

    static byte[] zip(Map<String, byte[]> parts) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] stored(String name, byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            var entry = new ZipEntry(name);
            var sum = new CRC32();
            sum.update(content);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            entry.setCrc(sum.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
