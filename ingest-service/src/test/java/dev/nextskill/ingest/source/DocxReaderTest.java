package dev.nextskill.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xwpf.usermodel.XWPFAbstractNum;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTAbstractNum;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STNumberFormat;

class DocxReaderTest {

    private final DocxReader reader = new DocxReader(3_000_000);

    @Test
    void paragraphs_are_lines_and_runs_are_joined() throws Exception {
        var posting = read(Documents.docx(document -> {
            var heading = document.createParagraph();
            heading.setStyle("Title");
            heading.createRun().setText("示例工程师");
            var duties = document.createParagraph();
            duties.createRun().setText("岗位");
            duties.createRun().setText("职责");
            var two = document.createParagraph().createRun();
            two.setText("写代码");
            two.addBreak();
            two.setText("读代码");
        }));

        assertThat(posting.title()).isEqualTo("示例工程师");
        assertThat(posting.text()).isEqualTo("示例工程师\n岗位职责\n写代码\n读代码");
    }

    @Test
    void lists_have_their_bullets_and_numbers() throws Exception {
        var posting = read(Documents.docx(document -> {
            var bullets = list(document, 1, STNumberFormat.BULLET, "•");
            var numbers = list(document, 2, STNumberFormat.DECIMAL, "%1、");
            var chinese = list(document, 3, STNumberFormat.CHINESE_COUNTING, "%1、");
            item(document, chinese, "要求");
            item(document, numbers, "熟悉示例语言");
            item(document, numbers, "熟悉编译");
            item(document, bullets, "会读");
        }));

        assertThat(posting.text()).isEqualTo("一、 要求\n1、 熟悉示例语言\n2、 熟悉编译\n- 会读");
    }

    @Test
    void cells_of_a_row_are_apart_by_tabs_and_longer_cells_keep_their_lines() throws Exception {
        var posting = read(Documents.docx(document -> {
            var table = document.createTable(2, 2);
            table.getRow(0).getCell(0).setText("地点");
            table.getRow(0).getCell(1).setText("示例市");
            table.getRow(1).getCell(0).setText("要求");
            table.getRow(1).getCell(1).setText("第一行");
            table.getRow(1).getCell(1).addParagraph().createRun().setText("第二行");
        }));

        assertThat(posting.text()).isEqualTo("地点\t示例市\n要求\n第一行\n第二行");
    }

    @Test
    void words_that_were_deleted_are_not_read_and_links_are_their_words() throws Exception {
        var posting = read(Documents.handmadeDocx(
                "",
                "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>kept words</w:t></w:r></w:ins></w:p>"
                        + "<w:p><w:hyperlink><w:r><w:t>the handbook</w:t></w:r></w:hyperlink></w:p>"));

        assertThat(posting.text()).isEqualTo("kept words\nthe handbook");
    }

    @Test
    void a_document_without_words_says_so() {
        assertRejected(Fault.NO_TEXT, Documents.docx(XWPFDocument::createParagraph), "as screenshots");
    }

    @Test
    void a_document_that_unpacks_to_too_much_is_refused() {
        assertRejected(
                Fault.TOO_LARGE,
                Documents.handmadeDocx("", "<w:p>" + " ".repeat(4_000_000) + "</w:p>"),
                "unpacks to more than 3000000 bytes");
        var parts = new LinkedHashMap<String, byte[]>();
        parts.put("word/document.xml", new byte[] {'<'});
        for (var i = 0; i < 1_001; i++) {
            parts.put("word/media/%d.png".formatted(i), new byte[0]);
        }
        assertRejected(Fault.TOO_LARGE, Documents.zip(parts), "more than 1000 parts");
        assertThatThrownBy(() -> new DocxReader(100_000_000)
                        .read(SourceFile.of(
                                "posting.docx",
                                Documents.handmadeDocx("", "<w:p>" + " ".repeat(9_000_000) + "</w:p>"))))
                .hasMessageContaining("of text and layout");
    }

    @Test
    void entities_are_not_resolved() {
        assertRejected(
                Fault.BROKEN,
                Documents.handmadeDocx(
                        "<!DOCTYPE d [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]>",
                        "<w:p><w:r><w:t>&secret;</w:t></w:r></w:p>"),
                "Save it again");
    }

    @Test
    void a_billion_laughs_are_refused() {
        var entities = new StringBuilder("<!DOCTYPE d [<!ENTITY l0 \"ha\">");
        for (var i = 1; i < 30; i++) {
            entities.append(
                    "<!ENTITY l%d \"%s\">".formatted(i, "&l%d;".formatted(i - 1).repeat(10)));
        }

        assertRejected(
                Fault.BROKEN,
                Documents.handmadeDocx(entities + "]>", "<w:p><w:r><w:t>&l29;</w:t></w:r></w:p>"),
                "Save it again");
    }

    @Test
    void deep_nesting_is_survived() {
        var deep = Documents.handmadeDocx(
                "", "<w:tbl><w:tr><w:tc>".repeat(20_000) + "<w:p/>" + "</w:tc></w:tr></w:tbl>".repeat(20_000));

        assertThatThrownBy(() -> new DocumentReader(1, 9_000_000).read(SourceFile.of("posting.docx", deep)))
                .isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void a_torn_or_wrong_package_is_refused() {
        assertRejected(Fault.BROKEN, Documents.zip(Map.of("word/document.xml", "words".getBytes(UTF_8))), "DOCX");
        assertRejected(Fault.UNKNOWN_KIND, Documents.zip(Map.of("other.txt", "words".getBytes(UTF_8))), "Unpack it");
    }

    @Test
    void a_document_with_a_password_is_refused() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var container = new POIFSFileSystem()) {
            var encryptor = new EncryptionInfo(EncryptionMode.standard).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var out = encryptor.getDataStream(container)) {
                out.write(Documents.docx(XWPFDocument::createParagraph));
            }
            container.writeFilesystem(bytes);
        }

        assertRejected(Fault.LOCKED, bytes.toByteArray(), "password");
    }

    private static BigInteger list(XWPFDocument document, int id, STNumberFormat.Enum format, String text) {
        var numbering = document.createNumbering();
        var list = CTAbstractNum.Factory.newInstance();
        list.setAbstractNumId(BigInteger.valueOf(id));
        var level = list.addNewLvl();
        level.setIlvl(BigInteger.ZERO);
        level.addNewNumFmt().setVal(format);
        level.addNewLvlText().setVal(text);
        return numbering.addNum(numbering.addAbstractNum(new XWPFAbstractNum(list)));
    }

    private static void item(XWPFDocument document, BigInteger list, String text) {
        var paragraph = document.createParagraph();
        paragraph.setNumID(list);
        paragraph.setNumILvl(BigInteger.ZERO);
        paragraph.createRun().setText(text);
    }

    private SourceDocument read(byte[] docx) throws UnreadableFileException {
        return reader.read(SourceFile.of("posting.docx", docx));
    }

    private void assertRejected(Fault fault, byte[] docx, String detail) {
        assertThatThrownBy(() -> read(docx)).isInstanceOfSatisfying(UnreadableFileException.class, e -> {
            assertThat(e.fault()).as(e.detail()).isEqualTo(fault);
            assertThat(e.detail()).contains("posting.docx", detail).doesNotContain("root:");
        });
    }
}
