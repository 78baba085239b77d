package dev.nextskill.ingest.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextDetectionTest {

    private static final String CHINESE = "岗位职责：\n1、编写清楚的代码；\n任职要求：熟悉示例语言，𠮷。";
    private static final Charset GB18030 = Charset.forName("GB18030");

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16"})
    void text_is_read_in_the_charset_it_is_in(String charset) throws Exception {
        assertThat(text(CHINESE.getBytes(Charset.forName(charset)), null)).isEqualTo(CHINESE);
    }

    @Test
    void a_byte_order_mark_outweighs_what_the_sender_says() throws Exception {
        assertThat(text(("\uFEFF" + CHINESE).getBytes(UTF_16LE), UTF_8)).isEqualTo(CHINESE);
        assertThat(text(("\uFEFF" + CHINESE).getBytes(UTF_8), GB18030)).isEqualTo(CHINESE);
    }

    @Test
    void what_the_sender_says_outweighs_what_it_looks_like() throws Exception {
        var traditional = "熟悉資料庫與編譯器";

        assertThat(text(traditional.getBytes(Charset.forName("Big5")), Charset.forName("Big5")))
                .isEqualTo(traditional);
    }

    @Test
    void what_the_sender_says_is_not_believed_when_it_cannot_be() throws Exception {
        assertThat(text(CHINESE.getBytes(GB18030), UTF_8)).isEqualTo(CHINESE);
    }

    @Test
    void western_text_is_not_taken_for_chinese() throws Exception {
        var western = "Développeuse expérimentée à Liège – très bon niveau exigé, créativité appréciée";

        assertThat(text(western.getBytes(Charset.forName("windows-1252")), null))
                .isEqualTo(western);
    }

    @Test
    void a_page_says_its_charset_itself() throws Exception {
        for (var head : new String[] {
            "<meta charset=gbk>",
            "<script charset='utf-8'></script><META http-equiv=Content-Type content=\"text/html; charset=GB2312\">",
            ""
        }) {
            var page = "<html>" + head + "<p>" + CHINESE;
            assertThat(TextDetection.page(SourceFile.of("a.html", page.getBytes(GB18030))))
                    .isEqualTo(page);
        }
        var xml = "<?xml version='1.0' encoding='Big5'?><html>資料庫";
        assertThat(TextDetection.page(SourceFile.of("a.html", xml.getBytes(Charset.forName("Big5")))))
                .isEqualTo(xml);
        var lie = "<html><meta charset=utf-8><p>" + CHINESE;
        assertThat(TextDetection.page(SourceFile.of("a.html", lie.getBytes(GB18030))))
                .isEqualTo(lie);
        var odd = "<html><meta charset='no such thing'><p>words";
        assertThat(TextDetection.page(SourceFile.of("a.html", odd.getBytes(UTF_8))))
                .isEqualTo(odd);
    }

    @Test
    void a_page_that_was_cut_inside_a_character_is_read_all_the_same() throws Exception {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("<html><meta charset=utf-8><meta name=description content='示例".getBytes(UTF_8));
        bytes.write(0xE7);
        bytes.writeBytes(("'><p>" + "熟悉示例语言。".repeat(100)).getBytes(UTF_8));

        assertThat(TextDetection.page(SourceFile.of("a.html", bytes.toByteArray())))
                .contains("示例'><p>熟悉示例语言。");
    }

    @Test
    void a_text_that_is_much_longer_than_a_posting_is_refused() {
        assertThatThrownBy(() -> text("word ".repeat(200_000).getBytes(UTF_8), null))
                .isInstanceOfSatisfying(UnreadableFileException.class, e -> assertThat(e.fault())
                        .isEqualTo(Fault.TOO_LARGE));
    }

    @Test
    void what_is_no_text_is_refused() {
        assertThatThrownBy(() -> text(new byte[] {(byte) 0xFF, (byte) 0xF1, (byte) 0x80, 1}, null))
                .isInstanceOfSatisfying(UnreadableFileException.class, e -> {
                    assertThat(e.fault()).isEqualTo(Fault.BROKEN);
                    assertThat(e.detail()).contains("a.txt", "Convert it to UTF-8");
                });
        assertThatThrownBy(() -> text("\u0001\u0002\u0003 word".getBytes(ISO_8859_1), null))
                .isInstanceOf(UnreadableFileException.class);
    }

    private static String text(byte[] bytes, @Nullable Charset said) throws UnreadableFileException {
        return TextDetection.text(SourceFile.of("a.txt", bytes, said));
    }
}
