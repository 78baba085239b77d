package dev.nextskill.ingest.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import dev.nextskill.testing.Fuzz;
import java.nio.charset.Charset;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** Whatever comes, it becomes text or is clearly refused, in bounded time; see {@link Fuzz}. */
class DocumentFuzzTest {

    /** Kinds whose readers are ours or robust: an unexpected exception in them is a flaw of ours. */
    private static final Set<FileKind> OURS = EnumSet.of(FileKind.HTML, FileKind.MARKDOWN, FileKind.PLAIN_TEXT);

    private static final List<String> NAMES = List.of("a.pdf", "a.docx", "a.html", "a.md", "a.txt", "a", "示例.pdf");
    private static final List<String> MARKUP = List.of(
            "<html>",
            "<body>",
            "<div>",
            "</div>",
            "<p>",
            "<b>",
            "</b>",
            "<i>",
            "<a href=x>",
            "</a>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<ul>",
            "<ol start=99999>",
            "<li>",
            "<pre>",
            "<select>",
            "<svg>",
            "<math>",
            "<template>",
            "<form>",
            "<title>",
            "<textarea>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?",
            "&#xD800;",
            "&#0;",
            "&nbsp;",
            "&lt;p&gt;",
            "&amp",
            "\"",
            "'",
            "<div hidden style=\"display:none\">",
            "<meta charset=utf-16>",
            "<meta charset=gb2312>",
            "<main>",
            "<article>",
            "<header>",
            "<h1>",
            "<nav>",
            "<frameset>",
            "<noscript>",
            "<script type=\"application/ld+json\">",
            "</script>",
            "{\"@type\":\"JobPosting\",",
            "\"description\":\"",
            "\"title\":[",
            "{\"@graph\":[",
            "]}",
            "\\ud800",
            "<div itemscope itemtype=\"http://schema.org/JobPosting\">",
            "<span itemprop=description>",
            "<p itemprop=skills content=\"x\">",
            "# ",
            "## ",
            "- ",
            "* ",
            "**",
            "__",
            "_",
            "`",
            "```\n",
            "[a](b)",
            "![",
            "](",
            "---\n",
            "| a | b |\n",
            "title: x\n",
            "> ",
            "\\",
            "\n",
            "\r\n",
            "\t",
            " ",
            "1、",
            "（一）",
            "要求",
            "words",
            "\u0000",
            "\uFEFF",
            "𠮷",
            "\u200b");
    private static final List<String> PDF_WORDS = List.of(
            "<<",
            ">>",
            "[",
            "]",
            "(",
            ")",
            "/Type",
            "/Page",
            "/Pages",
            "/Kids",
            "/Parent",
            "/Contents",
            "/Font",
            "/Type0",
            "/Type3",
            "/ToUnicode",
            "/Encoding",
            "/Identity-H",
            "/FlateDecode",
            "/LZWDecode",
            "/ASCII85Decode",
            "/Filter",
            "/DecodeParms",
            "/Predictor 15",
            "/Columns 99999999",
            "/Length",
            "/W [0 [1 2] 5 6 7]",
            "1 0 R",
            "2 0 R",
            "3 0 R",
            "4 0 R",
            "99 0 R",
            "stream\n",
            "endstream",
            "endobj",
            "xref",
            "trailer",
            "startxref",
            "-1",
            "999999999999",
            "0.0000001",
            "BT",
            "ET",
            "Tj",
            "Tf",
            "Do",
            "cm",
            "q",
            "Q",
            "BI",
            "ID",
            "EI",
            "null",
            "true",
            "%",
            "\n",
            " ",
            "<AAAA>");

    private static final List<String> DOCX_WORDS = List.of(
            "<w:p>",
            "</w:p>",
            "<w:r>",
            "</w:r>",
            "<w:t>",
            "</w:t>",
            "words",
            "<w:tbl>",
            "<w:tr>",
            "<w:tc>",
            "</w:tc>",
            "</w:tr>",
            "</w:tbl>",
            "<w:sdt>",
            "<w:sdtContent>",
            "<w:pPr><w:numPr><w:ilvl w:val=\"-1\"/><w:numId w:val=\"7\"/></w:numPr></w:pPr>",
            "<w:pStyle w:val=\"x\"/>",
            "<w:hyperlink>",
            "<w:br/>",
            "<w:tab/>",
            "<w:footnoteReference w:id=\"3\"/>",
            "<w:commentReference w:id=\"x\"/>",
            "<w:drawing/>",
            "<w:pict/>",
            "&#0;",
            "&x;",
            "<!--",
            "]]>");
    private static final List<byte[]> DOCX_BODIES = List.of("""
            <w:p><w:r><w:t>You write Java.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>""".getBytes(UTF_8), """
            <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr><w:hyperlink><w:r><w:t>熟悉</w:t><w:br/></w:r>
            </w:hyperlink></w:p><w:sdt><w:sdtContent><w:p><w:r><w:t xml:space="preserve"> 示例 </w:t></w:r></w:p></w:sdtContent></w:sdt>""".getBytes(UTF_8));
    private static final List<byte[]> TEXTS = List.of(
            """
            <html><script type="application/ld+json">{"@graph":[{"@type":"JobPosting","title":"T","hiringOrganization":{"@id":"#o"},
            "jobLocation":[{"address":{"addressLocality":"Ghent"}}],"description":"<p>You write Java.</p>","skills":["a",{"name":"b"}]},
            {"@id":"#o","name":"Example"}]}</script><body><p>words of the page</p></body></html>""".getBytes(UTF_8),
            """
            <!doctype html><html><head><meta charset="gb2312"><title>后端 - 示例</title></head><body><nav>首页</nav><main>
            <div itemscope itemtype="https://schema.org/JobPosting"><h1 itemprop="title">后端</h1><ul itemprop="description">
            <li>熟悉 Go</li><li>了解 Redis</li></ul></div><table><tr><td>城市<td>上海</table></main></body></html>""".getBytes(Charset.forName("GB18030")),
            """
            ---
            title: 后端
            ---
            # 岗位职责
            1. 写 [文档](https://example.org)
               - **熟悉** `Go`
            > 加分
            | a | b |
            |---|---|
            | 1 | 2 |
            """.getBytes(UTF_8),
            "熟悉 Go，了解 Redis。".getBytes(UTF_16));

    private final DocumentReader reader = new DocumentReader(20, 8_000_000);

    private final List<byte[]> pdfs = List.of(
            Documents.pdf("You write Java.", "1. You read grammars."),
            Documents.chinesePdf(12, "岗位职责", "熟悉示例语言"),
            Documents.chinesePdfWithMap(new String[] {"<5DE5> <2F2F>"}, "示例工程师", "熟悉编译原理"));
    private final byte[] docx = Documents.docx(document -> {
        document.createParagraph().createRun().setText("You write Java.");
        document.createTable(2, 2).getRow(0).getCell(0).setText("岗位");
    });

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void any_bytes(@ForAll long seed) {
        var starts =
                List.of("", "%PDF-1.7\n", "PK\u0003\u0004", "<html>", "\u00ff\u00fe", "\u00ef\u00bb\u00bf", "---\n");
        reads(seed, random -> Fuzz.joined(Fuzz.any(random, starts).getBytes(ISO_8859_1), Fuzz.noise(random, 3_000)));
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void any_markup(@ForAll long seed) {
        reads(seed, random -> Fuzz.soup(random, MARKUP).getBytes(UTF_8));
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void a_pdf_with_flaws(@ForAll long seed) {
        reads(seed, random -> Fuzz.spoiled(random, pdfs, PDF_WORDS));
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void a_docx_with_flaws(@ForAll long seed) {
        reads(seed, random -> Fuzz.spoiled(random, List.of(docx), MARKUP));
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void a_docx_whose_xml_has_flaws(@ForAll long seed) {
        reads(
                seed,
                random -> Documents.handmadeDocx("", new String(Fuzz.spoiled(random, DOCX_BODIES, DOCX_WORDS), UTF_8)));
    }

    @Property(tries = Fuzz.TRIES, shrinking = ShrinkingMode.OFF)
    void a_page_or_markdown_with_flaws(@ForAll long seed) {
        reads(seed, random -> Fuzz.spoiled(random, TEXTS, MARKUP));
    }

    private interface Making {

        byte[] bytes(Random random);
    }

    private void reads(long seed, Making making) {
        Fuzz.run(seed, random -> {
            var bytes = making.bytes(random);
            for (var name : NAMES) {
                read(name, bytes);
            }
        });
    }

    private void read(String name, byte[] bytes) {
        @Nullable FileKind kind = null;
        try {
            var file = SourceFile.of(name, bytes);
            kind = file.kind();
            if (!kind.isPicture()) {
                assertThat(reader.read(file)).isNotEmpty();
            }
        } catch (UnreadableFileException e) {
            assertThat(e.detail()).contains(name).endsWith(".");
            if (kind != null && OURS.contains(kind) && e.fault() == Fault.BROKEN) {
                assertThat(e).hasNoCause();
            }
        }
    }
}
