package dev.nextskill.ingest.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DescriptionHtmlTest {

    @Test
    void blocks_are_lines_and_items_have_a_dash() {
        assertThat(DescriptionHtml.lines("""
                        <div><h3>Role&nbsp;</h3><p>You <b>build</b>
                        things.<br>Fast.</p></div>
                        <ul><li>Go</li><li><p>Rust or</p><p>Zig</p><ul><li>nested</li></ul></li><li>&nbsp;</li></ul>
                        <table><tr><td>left</td><td>right</td></tr></table>after
                        """))
                .isEqualTo("Role\nYou build things.\nFast.\n- Go\n- Rust or\nZig\n- nested\nleft right\nafter");
    }

    @Test
    void scripts_styles_and_comments_are_not_read() {
        assertThat(DescriptionHtml.lines(
                        "<style>p {}</style><script>alert(1)</script><!-- no --><noscript>none</noscript><p>Words</p>"))
                .isEqualTo("Words");
    }

    @Test
    void escaped_html_is_unescaped_once_and_plain_html_not_at_all() {
        assertThat(DescriptionHtml.escapedLines("&lt;p&gt;a &amp;lt; b &amp;amp; c&lt;/p&gt;"))
                .isEqualTo("a < b & c");
        assertThat(DescriptionHtml.escapedLines("<p>a &lt; b &amp; c</p>")).isEqualTo("a < b & c");
    }

    @Test
    void plain_text_loses_what_cannot_be_seen() {
        assertThat(DescriptionHtml.plainLines(" a\u00a0 b \r\n\n\n\n\u200bc\t\n"))
                .isEqualTo("a b\n\nc");
    }

    @Test
    void deep_and_long_html_is_read_all_the_same() {
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(DescriptionHtml.lines("<div>".repeat(100_000) + "deep")).contains("deep");
            assertThat(DescriptionHtml.lines("<li>x".repeat(100_000))).endsWith("- x");
        });
    }

    @Property
    void anything_can_be_read(@ForAll String html) {
        assertThat(DescriptionHtml.lines(html))
                .isEqualTo(DescriptionHtml.lines(html).strip());
        DescriptionHtml.escapedLines(html);
        DescriptionHtml.plainLines(html);
    }
}
