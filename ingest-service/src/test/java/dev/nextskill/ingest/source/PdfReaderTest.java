package dev.nextskill.ingest.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextskill.ingest.source.Documents.Words;
import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.Test;

class PdfReaderTest {

    private final PdfReader reader = new PdfReader(3, 2_000_000);

    @Test
    void lines_are_kept_and_large_words_at_the_top_are_the_title() throws Exception {
        var words = new ArrayList<>(List.of(new Words(60, 60, 22, "Compiler Engineer")));
        words.addAll(List.of(
                new Words(60, 100, 11, "Requirements"),
                new Words(60, 130, 11, "1. You write Java."),
                new Words(60, 160, 11, "2. You read grammars.")));

        var posting = read(Documents.pdf(List.of(words)));

        assertThat(posting.title()).isEqualTo("Compiler Engineer");
        assertThat(posting.text())
                .isEqualTo("Compiler Engineer\nRequirements\n1. You write Java.\n2. You read grammars.");
    }

    @Test
    void a_wrapped_line_is_joined_and_a_short_one_is_not() throws Exception {
        var posting = read(Documents.pdf(List.of(List.of(
                new Words(60, 100, 11, "You build services that other teams depend on and you keep them"),
                new Words(60, 115, 11, "running through the night"),
                new Words(60, 130, 11, "You like clear words")))));

        assertThat(posting.text())
                .isEqualTo("You build services that other teams depend on and you keep them running through the night\n"
                        + "You like clear words");
    }

    @Test
    void columns_that_were_written_one_after_the_other_stay_apart() throws Exception {
        var posting = read(Documents.pdf(List.of(List.of(
                new Words(60, 100, 11, "Left one"),
                new Words(60, 130, 11, "Left two"),
                new Words(320, 100, 11, "Right one"),
                new Words(320, 130, 11, "Right two")))));

        assertThat(posting.text()).isEqualTo("Left one\nLeft two\nRight one\nRight two");
    }

    @Test
    void what_stands_on_every_page_and_page_numbers_are_dropped() throws Exception {
        var pages = new ArrayList<List<Words>>();
        for (var page = 1; page <= 2; page++) {
            pages.add(List.of(
                    new Words(60, 30, 8, "printed 2026-05-0" + page),
                    new Words(60, 100, 11, "You write page " + (page == 1 ? "one." : "two.")),
                    new Words(60, 130, 11, "You read " + (page == 1 ? "books." : "papers.")),
                    new Words(60, 160, 11, "You test " + (page == 1 ? "much." : "more.")),
                    new Words(280, 820, 8, page + " / 2")));
        }

        assertThat(read(Documents.pdf(pages)).text())
                .isEqualTo(
                        "You write page one.\nYou read books.\nYou test much.\nYou write page two.\nYou read papers.\nYou test more.");
    }

    @Test
    void chinese_in_a_font_that_is_only_named_is_read() throws Exception {
        assertThat(read(Documents.chinesePdf(12, "岗位职责：", "1、编写清楚的代码；", "2、熟悉 Java 与示例语言。"))
                        .text())
                .isEqualTo("岗位职责：\n1、编写清楚的代码；\n2、熟悉 Java 与示例语言。");
    }

    @Test
    void chinese_by_a_map_to_unicode_is_read_and_radicals_become_characters() throws Exception {
        // U+2F2F looks like 工 and is not found by who searches for it; the map says that the glyph of 工 is U+2F2F.
        assertThat(read(Documents.chinesePdfWithMap(new String[] {"<5DE5> <2F2F>"}, "示例工程师", "熟悉编译原理"))
                        .text())
                .isEqualTo("示例工程师\n熟悉编译原理");
    }

    @Test
    void a_wrapped_chinese_line_is_joined_without_a_space() throws Exception {
        var full = "负责示例系统的设计与实现并且与其他同学一起把它做得更加稳定可靠";

        assertThat(read(Documents.chinesePdf(14, full, "易用", "熟悉编译")).text()).isEqualTo(full + "易用\n熟悉编译");
    }

    @Test
    void more_pages_than_allowed_are_refused() {
        assertRejected(Fault.TOO_LARGE, Documents.pdf(Collections.nCopies(4, Documents.lines("word"))), "4 pages", "3");
    }

    @Test
    void an_encrypted_pdf_is_refused_whether_it_asks_for_a_password_or_not() {
        assertRejected(Fault.LOCKED, Documents.lockedPdf("owner", "user"), "without password");
        assertRejected(Fault.LOCKED, Documents.lockedPdf("owner", ""), "without password");
    }

    @Test
    void a_pdf_of_pictures_is_told_to_come_as_screenshots() {
        var scan = Documents.pdf(List.of(List.of()), document -> {
            var image = new BufferedImage(1500, 1000, BufferedImage.TYPE_INT_RGB);
            try (var content = new PDPageContentStream(document, document.getPage(0))) {
                // 4.5 MB unpacked, over the limit, which pictures do not count against.
                content.drawImage(LosslessFactory.createFromImage(document, image), 0, 0);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThatThrownBy(() -> new PdfReader(3, 5_000_000).read(SourceFile.of("posting.pdf", scan)))
                .isInstanceOfSatisfying(UnreadableFileException.class, e -> {
                    assertThat(e.fault()).isEqualTo(Fault.NO_TEXT);
                    assertThat(e.detail()).contains("posting.pdf", "as screenshots");
                });
    }

    @Test
    void a_torn_pdf_is_refused() {
        assertRejected(Fault.BROKEN, "%PDF-1.7 and no more".getBytes(US_ASCII), "Save it again");
    }

    @Test
    void a_stream_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() {
        var bomb = Documents.deflated(new byte[200_000_000]);

        assertRejected(Fault.TOO_LARGE, page(Documents.stream("/Filter /FlateDecode", bomb)), "unpacks to more than");
        assertRejected(
                Fault.TOO_LARGE,
                page(Documents.stream("/Filter [/FlateDecode /FlateDecode]", Documents.deflated(bomb))),
                "unpacks to more than");
        assertRejected(
                Fault.TOO_LARGE,
                page(Documents.stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", bomb)),
                "unpacks to more than");
    }

    @Test
    void forms_that_draw_forms_without_end_are_refused() {
        // Each form draws the next one twenty times: 20^8 in all.
        var objects = new ArrayList<String>();
        objects.add("<< /Type /Catalog /Pages 2 0 R >>");
        objects.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        objects.add(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >>");
        objects.add(Documents.stream("", "/X Do ".repeat(20).getBytes(US_ASCII)));
        for (var next = 6; next <= 13; next++) {
            objects.add(Documents.stream(
                    "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X " + next + " 0 R >> >>",
                    "/X Do ".repeat(20).getBytes(US_ASCII)));
        }

        assertRejected(Fault.TOO_LARGE, Documents.pdfOf(objects.toArray(String[]::new)), "drawing instructions");
    }

    @Test
    void deep_nesting_is_survived() {
        var deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);
        var file = Documents.pdfOf(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /Annots " + deep + " >>");

        assertThatThrownBy(() -> new DocumentReader(3, 1_000_000).read(SourceFile.of("deep.pdf", file)))
                .isInstanceOf(UnreadableFileException.class);
    }

    private static byte[] page(String content) {
        return Documents.pdfOf(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
                content);
    }

    private SourceDocument read(byte[] pdf) throws UnreadableFileException {
        return reader.read(SourceFile.of("posting.pdf", pdf));
    }

    private void assertRejected(Fault fault, byte[] pdf, String... detail) {
        assertThatThrownBy(() -> read(pdf)).isInstanceOfSatisfying(UnreadableFileException.class, e -> {
            assertThat(e.fault()).as(e.detail()).isEqualTo(fault);
            assertThat(e.detail()).contains("posting.pdf").contains(detail);
        });
    }
}
