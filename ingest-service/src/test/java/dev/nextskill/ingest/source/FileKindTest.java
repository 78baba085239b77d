package dev.nextskill.ingest.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileKindTest {

    private static final byte[] PNG = "\u0089PNG\r\n\u001a\n\0\0\0".getBytes(ISO_8859_1);

    @Test
    void the_content_decides() throws Exception {
        assertThat(FileKind.of("a", Documents.pdf("word"))).isEqualTo(FileKind.PDF);
        assertThat(FileKind.of("a", Documents.docx(XWPFDocument::createParagraph)))
                .isEqualTo(FileKind.DOCX);
        assertThat(FileKind.of("a.jpg", PNG)).isEqualTo(FileKind.PNG);
        assertThat(FileKind.of("a.txt", "<!DOCTYPE html><p>word".getBytes(UTF_8)))
                .isEqualTo(FileKind.HTML);
        assertThat(FileKind.of("a", "<html>".getBytes(UTF_16))).isEqualTo(FileKind.HTML);
        assertThat(FileKind.of("a", "words".getBytes(UTF_8))).isEqualTo(FileKind.PLAIN_TEXT);
    }

    @Test
    void the_name_tells_kinds_of_text_apart() throws Exception {
        assertThat(FileKind.of("a.md", "# words".getBytes(UTF_8))).isEqualTo(FileKind.MARKDOWN);
        assertThat(FileKind.of("a.html", "<p>words".getBytes(UTF_8))).isEqualTo(FileKind.HTML);
        assertThat(FileKind.of("a.html", "a < b\nno tags".getBytes(UTF_8))).isEqualTo(FileKind.PLAIN_TEXT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF<!doctype HTML>",
                " \n<?xml version='1.0'?><html>",
                "<!-- saved from url=(0022) -->\r\n<HTML lang=zh>"
            })
    void a_page_is_known_by_its_start(String start) throws Exception {
        assertThat(FileKind.of("a", start.getBytes(UTF_8))).isEqualTo(FileKind.HTML);
    }

    @Test
    void comments_without_end_take_no_time() throws Exception {
        assertThat(FileKind.of("a", "<!---->".repeat(500).getBytes(UTF_8))).isEqualTo(FileKind.PLAIN_TEXT);
    }

    @Test
    void a_name_that_says_something_else_is_refused() {
        assertRejected(Fault.NOT_WHAT_ITS_NAME_SAYS, "a.docx", Documents.pdf("word"), "PDF by its content");
        assertRejected(Fault.NOT_WHAT_ITS_NAME_SAYS, "a.txt", Documents.pdf("word"), "PDF by its content");
        assertRejected(Fault.NOT_WHAT_ITS_NAME_SAYS, "a.png", "<html>".getBytes(UTF_8), "HTML by its content");
        assertRejected(Fault.NOT_WHAT_ITS_NAME_SAYS, "a.pdf", "words".getBytes(UTF_8), "plain text by its content");
        assertRejected(Fault.NOT_WHAT_ITS_NAME_SAYS, "a.pdf", PNG, "PNG by its content");
    }

    @Test
    void a_file_that_is_two_things_at_once_is_refused() {
        var archive = Documents.zip(Map.of("a.txt", "word".getBytes(UTF_8)));

        assertRejected(Fault.TWO_KINDS, "a.pdf", both(Documents.pdf("word"), archive), "PDF and a ZIP archive");
        assertRejected(Fault.TWO_KINDS, "a.png", both(PNG, archive), "PNG and a ZIP archive");
        assertRejected(
                Fault.TWO_KINDS,
                "a.html",
                both(("<html>" + "word ".repeat(300)).getBytes(UTF_8), archive),
                "HTML and a ZIP archive");
        assertRejected(Fault.TWO_KINDS, "a.png", both(PNG, Documents.pdf("word")), "PNG and PDF");
        assertRejected(
                Fault.TWO_KINDS,
                "a.html",
                both("<html><!--\n".getBytes(UTF_8), Documents.pdfOf("<< /Type /Catalog >>")),
                "HTML and PDF");
        assertRejected(
                Fault.TWO_KINDS,
                "a.docx",
                Documents.zip(Map.of("word/document.xml", PNG, "xl/workbook.xml", PNG)),
                "DOCX and XLSX");
        assertRejected(
                Fault.TWO_KINDS,
                "a.docx",
                both(
                        both("PK\u0003\u0004".getBytes(ISO_8859_1), "\n%PDF-1.4\n".getBytes(UTF_8)),
                        Documents.zip(Map.of("word/document.xml", PNG))),
                "DOCX and PDF");
    }

    @Test
    void what_only_speaks_of_another_kind_is_one_thing() throws Exception {
        assertThat(FileKind.of("a.md", "A PDF starts with %PDF-1.7, a ZIP with PK.".getBytes(UTF_8)))
                .isEqualTo(FileKind.MARKDOWN);
        // An archive in a document, as an embedded sheet is.
        assertThat(FileKind.of(
                        "a.docx", Documents.stored("word/document.xml", Documents.zip(Map.of("xl/workbook.xml", PNG)))))
                .isEqualTo(FileKind.DOCX);
    }

    @Test
    void kinds_that_are_known_but_not_read_are_told_what_to_become() {
        assertRejected(
                Fault.UNKNOWN_KIND,
                "a.doc",
                "\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1 old".getBytes(ISO_8859_1),
                "Save it as DOCX");
        assertRejected(Fault.UNKNOWN_KIND, "a.rtf", "{\\rtf1 words}".getBytes(UTF_8), "Save it as DOCX");
        assertRejected(Fault.UNKNOWN_KIND, "a.mhtml", "MIME-Version: 1.0\r\n".getBytes(UTF_8), "Save the page as HTML");
        assertRejected(Fault.UNKNOWN_KIND, "a.zip", Documents.zip(Map.of("a.txt", PNG)), "Unpack it");
        assertRejected(Fault.UNKNOWN_KIND, "a.exe", new byte[] {'M', 'Z', 0, 3}, "Convert it");
        assertRejected(Fault.EMPTY, "a.txt", new byte[0], "Send it again");
    }

    private static byte[] both(byte[] one, byte[] other) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(one);
        bytes.writeBytes(other);
        return bytes.toByteArray();
    }

    private static void assertRejected(Fault fault, String name, byte[] bytes, String detail) {
        assertThatThrownBy(() -> FileKind.of(name, bytes)).isInstanceOfSatisfying(UnreadableFileException.class, e -> {
            assertThat(e.fault()).as(e.detail()).isEqualTo(fault);
            assertThat(e.detail()).contains(name, detail);
        });
    }
}
