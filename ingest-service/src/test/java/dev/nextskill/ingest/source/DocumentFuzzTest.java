package dev.nextskill.ingest.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nextskill.ingest.source.UnreadableFileException.Fault;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/**
 * Whatever comes, it becomes text or is clearly refused, in bounded time. Seconds by default; for minutes:
 * {@code test -Dtest=DocumentFuzzTest -Dnextskill.fuzz.rounds=100}.
 */
class DocumentFuzzTest {

    private static final int ROUNDS = Integer.getInteger("nextskill.fuzz.rounds", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
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

    private final DocumentReader reader = new DocumentReader(20, 8_000_000);

    private final List<byte[]> pdfs = List.of(
            Documents.pdf("You write Java.", "1. You read grammars."),
            Documents.chinesePdf(12, "岗位职责", "熟悉示例语言"),
            Documents.chinesePdfWithMap(new String[] {"<5DE5> <2F2F>"}, "示例工程师", "熟悉编译原理"));
    private final byte[] docx = Documents.docx(document -> {
        document.createParagraph().createRun().setText("You write Java.");
        document.createTable(2, 2).getRow(0).getCell(0).setText("岗位");
    });

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void any_bytes(@ForAll long seed) {
        forRounds(seed, random -> {
            var bytes = new byte[random.nextInt(3_000)];
            random.nextBytes(bytes);
            var start = List.of(
                            "", "%PDF-1.7\n", "PK\u0003\u0004", "<html>", "\u00ff\u00fe", "\u00ef\u00bb\u00bf", "---\n")
                    .get(random.nextInt(7));
            return concat(start.getBytes(ISO_8859_1), bytes);
        });
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void any_markup(@ForAll long seed) {
        forRounds(seed, random -> soup(random, MARKUP, random.nextInt(400)).getBytes(UTF_8));
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void markup_repeated_without_end(@ForAll long seed) {
        forRounds(seed, random -> {
            var part = soup(random, MARKUP, 1 + random.nextInt(3));
            return ((random.nextBoolean() ? "<html>" : "") + part.repeat(1 + 40_000 / Math.max(1, part.length())))
                    .getBytes(UTF_8);
        });
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void a_pdf_with_flaws(@ForAll long seed) {
        forRounds(seed, random -> mutated(random, pdfs.get(random.nextInt(pdfs.size())), PDF_WORDS));
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void a_docx_with_flaws(@ForAll long seed) {
        forRounds(seed, random -> mutated(random, docx, MARKUP));
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void a_docx_whose_xml_has_flaws(@ForAll long seed) {
        var words = List.of(
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
        forRounds(seed, random -> {
            var body = new StringBuilder(
                    "<w:p><w:r><w:t>You write Java.</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>");
            for (var i = random.nextInt(6); i >= 0; i--) {
                body.insert(random.nextInt(body.length() + 1), words.get(random.nextInt(words.size())));
            }
            return Documents.handmadeDocx("", body.toString());
        });
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void a_page_with_flaws_in_its_metadata(@ForAll long seed) {
        var page = """
                <html><script type="application/ld+json">{"@graph":[{"@type":"JobPosting","title":"T","hiringOrganization":{"@id":"#o"},
                "jobLocation":[{"address":{"addressLocality":"Ghent"}}],"description":"<p>You write Java.</p>","skills":["a",{"name":"b"}]},
                {"@id":"#o","name":"Example"}]}</script><body><p>words of the page</p></body></html>""".getBytes(UTF_8);
        forRounds(seed, random -> mutated(random, page, MARKUP));
    }

    private interface Making {

        byte[] bytes(Random random);
    }

    private void forRounds(long seed, Making making) {
        for (var round = 0; round < ROUNDS; round++) {
            var random = new Random(seed + round);
            var bytes = making.bytes(random);
            for (var name : NAMES) {
                read(name, bytes);
            }
        }
    }

    private void read(String name, byte[] bytes) {
        var start = System.nanoTime();
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
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }

    private static byte[] mutated(Random random, byte[] original, List<String> words) {
        var bytes = original.clone();
        for (var i = 1 + random.nextInt(8); i > 0; i--) {
            var at = random.nextInt(bytes.length + 1);
            var until = Math.min(bytes.length, at + random.nextInt(40));
            var before = Arrays.copyOf(bytes, at);
            bytes = switch (random.nextInt(5)) {
                case 0 -> concat(before, Arrays.copyOfRange(bytes, until, bytes.length));
                case 1 -> concat(Arrays.copyOf(bytes, until), Arrays.copyOfRange(bytes, at, bytes.length));
                case 2 ->
                    concat(
                            before,
                            words.get(random.nextInt(words.size())).getBytes(UTF_8),
                            Arrays.copyOfRange(bytes, at, bytes.length));
                case 3 ->
                    concat(
                            before,
                            words.get(random.nextInt(words.size())).getBytes(UTF_8),
                            Arrays.copyOfRange(bytes, until, bytes.length));
                default -> flipped(random, bytes);
            };
        }
        return bytes;
    }

    private static byte[] flipped(Random random, byte[] bytes) {
        var flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
        }
        return flipped;
    }

    private static byte[] concat(byte[]... parts) {
        var bytes = new ByteArrayOutputStream();
        for (var part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private static String soup(Random random, List<String> words, int count) {
        var soup = new StringBuilder();
        for (var i = 0; i < count; i++) {
            soup.append(words.get(random.nextInt(words.size())));
        }
        return soup.toString();
    }
}
