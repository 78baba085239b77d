package dev.nextskill.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReaderTest {

    private static final String LONG =
            "You design storage engines, measure them, and explain to others what you have found.";

    private final HtmlReader reader = new HtmlReader();

    @Test
    void json_ld_is_preferred_to_the_words_of_the_page() throws Exception {
        var postings = read(jsonLd("""
                {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, {"@type": "Organization", "@id": "#o", "name": "Example &amp; Sons"},
                {"@type": ["Thing", "https://schema.org/JobPosting"], "title": "Storage Engineer", "datePosted": "2026-05-01",
                 "url": "https://example.org/1", "hiringOrganization": {"@id": "#o"},
                 "jobLocation": [{"address": {"addressLocality": "Ghent"}}, {"address": {"addressLocality": "Liège"}}],
                 "description": "<p>%s</p><ul><li>Know&nbsp;SQL</li><li><p>Know Java</p></li></ul>",
                 "qualifications": ["A degree", "<b>Two</b> years"]}]}""".formatted(LONG)) + "<h1>Cookies</h1>");

        assertThat(postings)
                .containsExactly(new SourceDocument(
                        "Storage Engineer",
                        "Example & Sons",
                        "Ghent, Liège",
                        "2026-05-01",
                        "https://example.org/1",
                        LONG + "\n- Know SQL\n- Know Java\n\nQualifications:\nA degree\nTwo years",
                        null));
    }

    @Test
    void a_description_may_be_escaped_html_or_plain_lines() throws Exception {
        assertThat(read(jsonLd(
                        "{'@type': 'JobPosting', 'description': '&lt;p&gt;%s&lt;/p&gt;&lt;p&gt;R&amp;amp;D&lt;/p&gt;'}"
                                .formatted(LONG)
                                .replace('\'', '"'))))
                .extracting(SourceDocument::text)
                .containsExactly(LONG + "\nR&D");
        assertThat(read(jsonLd("{'@type': 'JobPosting', 'description': '%s\\n1. C++ &amp; a < b\\n2. Go'}"
                        .formatted(LONG)
                        .replace('\'', '"'))))
                .extracting(SourceDocument::text)
                .containsExactly(LONG + "\n1. C++ & a < b\n2. Go");
        assertThat(read(jsonLd("{'@type': 'JobPosting', 'description': '<b>%s</b>\\nThe next line'}"
                        .formatted(LONG)
                        .replace('\'', '"'))))
                .extracting(SourceDocument::text)
                .containsExactly(LONG + "\nThe next line");
    }

    @Test
    void every_posting_of_a_page_is_read_once() throws Exception {
        var one = "{\"@type\": \"JobPosting\", \"title\": \"One\", \"description\": \"%s One.\"}".formatted(LONG);
        var two = "{\"@type\": \"JobPosting\", \"title\": \"Two\", \"description\": \"%s Two.\"}".formatted(LONG);

        assertThat(read(jsonLd("[" + one + "," + two + "]")
                        + jsonLd(one)
                        + jsonLd("{\"@type\": \"JobPosting\", \"title\": \"Empty\"}")))
                .extracting(SourceDocument::title)
                .containsExactly("One", "Two");
    }

    @Test
    void more_postings_than_a_page_lists_are_refused() {
        var many = new StringBuilder("[");
        for (var i = 0; i < 201; i++) {
            many.append(i == 0 ? "" : ",").append("{\"@type\":\"JobPosting\",\"description\":\"%d\"}".formatted(i));
        }

        assertRejected(Fault.TOO_LARGE, jsonLd(many + "]"), "201 postings");
    }

    @Test
    void one_broken_script_does_not_hide_the_others() throws Exception {
        assertThat(read(jsonLd("{\"@type\": ")
                        + jsonLd(
                                "<!-- {\"@type\": \"JobPosting\", \"title\": \"A\ttab and a trailing comma\", \"description\": \"%s\",} -->"
                                        .formatted(LONG))))
                .extracting(SourceDocument::title)
                .containsExactly("A tab and a trailing comma");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "3",
                "{\"@type\":3}",
                "{\"@type\":\"JobPosting\"}",
                "{\"@type\":\"JobPosting\",\"description\":{\"a\":[1]},\"jobLocation\":7,\"hiringOrganization\":[[]]}",
                ""
            })
    void metadata_that_says_nothing_leaves_the_words_of_the_page(String json) throws Exception {
        assertThat(read(jsonLd(json) + "<p>" + LONG))
                .extracting(SourceDocument::text)
                .containsExactly(LONG);
    }

    @Test
    void a_summary_in_the_metadata_leaves_the_words_of_the_page() throws Exception {
        var posting = read(jsonLd("{\"@type\":\"JobPosting\",\"title\":\"Tester\",\"description\":\"Join us…\"}")
                        + "<h1>x</h1><p>" + LONG)
                .get(0);

        assertThat(posting.title()).isEqualTo("Tester");
        assertThat(posting.text()).contains(LONG);
    }

    @Test
    void nesting_without_end_in_metadata_is_survived() throws Exception {
        assertThat(read(jsonLd("[".repeat(100_000)) + "<p>" + LONG))
                .extracting(SourceDocument::text)
                .containsExactly(LONG);
    }

    @Test
    void microdata_is_read_when_there_is_no_json_ld() throws Exception {
        var posting = read("""
                <nav>Home</nav><div itemscope itemtype="http://schema.org/JobPosting"><h1 itemprop="title">Tester</h1>
                <span itemprop="hiringOrganization" itemscope><b itemprop="name">Example</b></span>
                <span itemprop="jobLocation"><i itemprop="addressLocality">Ghent</i></span>
                <time itemprop="datePosted" datetime="2026-05-01">May</time>
                <div itemprop="description"><p>First. %s</p>Second<br>third</div></div>""".formatted(LONG)).get(0);

        assertThat(posting)
                .isEqualTo(new SourceDocument(
                        "Tester", "Example", "Ghent", "2026-05-01", null, "First. " + LONG + "\nSecond\nthird", null));
    }

    @Test
    void microdata_in_parts_keeps_the_headings_of_the_parts() throws Exception {
        var posting = read("""
                <div itemscope itemtype="https://schema.org/JobPosting"><h2 itemprop="title">Tester</h2>
                <p itemprop="description">%s</p><b>Duties</b><ul itemprop="responsibilities"><li>Test<li>Report</ul></div>""".formatted(LONG)).get(0);

        assertThat(posting.text()).isEqualTo("Tester\n" + LONG + "\nDuties\n- Test\n- Report");
    }

    @Test
    void a_page_without_metadata_gives_its_own_words_without_what_is_around_them() throws Exception {
        var posting = read("""
                <head><title>示例岗位_示例招聘网</title><link rel=canonical href="https://example.org/1"></head>
                <header>登录</header><nav>首页</nav><script>evil()</script><style>p {}</style>
                <div class=menu><a href=/a>校园招聘</a> <a href=/b>社会招聘</a> <a href=/c>关于我们</a></div>
                <h1>示例岗位</h1><p>编写清楚的<b>代码</b>，\n 熟悉示例语言。</p><p hidden>隐</p><p style="color: red; display:none">藏</p>
                <div aria-hidden=true>不见</div><ol start=3><li>读<li>写<ul><li>再写</ul></ol>
                <span class=tag>Java</span><span class=tag>Go</span><span>lang</span>
                <table><tr><td>地点<td>示例市</table><pre>一\n二</pre>
                <div>1、甲；\n2、乙；\n3、丙</div>
                <noscript>开启脚本</noscript><select><option>城市</select><button>投递</button><footer>版权</footer>""").get(0);

        assertThat(posting.title()).isEqualTo("示例岗位");
        assertThat(posting.url()).isEqualTo("https://example.org/1");
        assertThat(posting.text()).isEqualTo("""
                示例岗位
                编写清楚的代码， 熟悉示例语言。
                3. 读
                4. 写
                - 再写
                Java Golang
                地点	示例市
                一
                二
                1、甲；
                2、乙；
                3、丙""");
    }

    @Test
    void the_main_part_of_a_page_is_enough() throws Exception {
        assertThat(read("<div>Other jobs</div><main><p>%s</p><p>%s</p></main>".formatted(LONG, LONG))
                        .get(0)
                        .text())
                .isEqualTo(LONG + "\n" + LONG);
    }

    @Test
    void a_page_that_a_script_fills_says_so() {
        assertRejected(Fault.NO_TEXT, "<div id=app></div><script>fill()</script>", "a script writes them");
    }

    @Test
    void deep_nesting_and_much_text_are_survived() throws Exception {
        assertThat(read("<div>".repeat(25_000) + "words"))
                .extracting(SourceDocument::text)
                .containsExactly("words");
        assertThat(read("<b><p>".repeat(10_000) + "words").get(0).text()).contains("words");
        assertThat(read("<ol>" + "<li>word".repeat(25_000)).get(0).text()).endsWith("25000. word");
        assertThat(read("word ".repeat(2_000_000)).get(0).text()).hasSizeGreaterThan(DocumentReader.MOST_CHARACTERS);
        assertRejected(Fault.TOO_LARGE, "<i>".repeat(30_001), "30000 elements");
    }

    private static String jsonLd(String json) {
        return "<script type=\"application/ld+json\">" + json + "</script>";
    }

    private List<SourceDocument> read(String page) throws UnreadableFileException {
        return reader.read(SourceFile.of("page.html", ("<html>" + page).getBytes(UTF_8)));
    }

    private void assertRejected(Fault fault, String page, String detail) {
        assertThatThrownBy(() -> read(page)).isInstanceOfSatisfying(UnreadableFileException.class, e -> {
            assertThat(e.fault()).isEqualTo(fault);
            assertThat(e.detail()).contains("page.html", detail);
        });
    }
}
