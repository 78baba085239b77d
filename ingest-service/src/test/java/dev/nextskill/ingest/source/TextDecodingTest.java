package dev.nextskill.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class TextDecodingTest {

    private static final Charset GB18030 = Charset.forName("GB18030");

    @Test
    void text_in_gb18030_is_read() throws MalformedTextException {
        assertThat(TextDecoding.decode("熟悉并发编程".getBytes(GB18030), GB18030)).isEqualTo("熟悉并发编程");
    }

    @Test
    void the_first_byte_that_does_not_fit_is_named() {
        var bytes = "ab熟".getBytes(GB18030);

        assertThatThrownBy(() -> TextDecoding.decode(bytes, UTF_8))
                .isInstanceOf(MalformedTextException.class)
                .hasMessageContaining("offset 2")
                .hasMessageContaining("UTF-8");
    }

    @Test
    void a_character_cut_off_at_the_end_is_an_error_at_its_first_byte() {
        assertThatThrownBy(() -> TextDecoding.decode(new byte[] {'a', (byte) 0xE7, (byte) 0x86}, UTF_8))
                .hasMessageContaining("offset 1");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_text() throws MalformedTextException {
        assertThat(TextDecoding.decode("\uFEFFtext".getBytes(UTF_8), UTF_8)).isEqualTo("text");
        assertThat(TextDecoding.decode("text".getBytes(UTF_16), UTF_16)).isEqualTo("text");
    }

    @Property
    void what_can_be_encoded_comes_back(@ForAll String text) throws MalformedTextException {
        // Half surrogate pairs become "?" when encoded; a leading byte order mark is not text.
        var encoded = text.replace("\uFEFF", "").getBytes(UTF_8);

        assertThat(TextDecoding.decode(encoded, UTF_8)).isEqualTo(new String(encoded, UTF_8));
    }

    @Test
    void charsets_with_other_line_ends_than_ascii_are_told_apart() {
        assertThat(TextDecoding.endsLinesAsAsciiDoes(UTF_8)).isTrue();
        assertThat(TextDecoding.endsLinesAsAsciiDoes(GB18030)).isTrue();
        assertThat(TextDecoding.endsLinesAsAsciiDoes(UTF_16LE)).isFalse();
        assertThat(TextDecoding.endsLinesAsAsciiDoes(UTF_16)).isFalse();
    }
}
