package dev.nextskill.ingest.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that ask for something on this machine, and a listener that must not be asked. */
class NothingIsFetchedTest {

    private static final String WORDS = "You write Java, and you know what a document may ask for.";

    private final DocumentReader reader = new DocumentReader(5, 10_000_000);
    private final ServerSocket listener = listen();
    private String address = "";

    @BeforeEach
    void name_the_listener() {
        address = "http://127.0.0.1:" + listener.getLocalPort() + "/";
    }

    @AfterEach
    void stop() throws IOException {
        listener.close();
    }

    @Test
    void the_listener_would_notice() throws IOException {
        try (var caller = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
            assertThat(caller.isConnected()).isTrue();
            listener.setSoTimeout(5_000);
            listener.accept().close();
        }
    }

    @Test
    void by_a_page() throws Exception {
        read(
                "page.html",
                """
                <html manifest="@a"><head><base href="@"><meta http-equiv=refresh content="0; url=@b"><link rel=stylesheet href="@c">
                <link rel=canonical href="@d"><script src="@e"></script><script>fetch("@f")</script>
                <script type="application/ld+json">{"@context": "@g", "@type": "JobPosting", "@id": "@h", "description": "short"}</script></head>
                <body onload="fetch('@i')"><img src="@j" onerror="fetch('@k')"><iframe src="@l"></iframe><object data="@m"></object>
                <form action="@n"></form><p>%s</p></body></html>""".formatted(WORDS).replaceAll("@(?!context|type|id)", address).getBytes(UTF_8));
        read(
                "page.xhtml",
                "<!DOCTYPE html SYSTEM \"%1$sdtd\" [<!ENTITY e SYSTEM \"%1$se\">]><html><body><p>&e;%2$s</p></body></html>"
                        .formatted(address, WORDS)
                        .getBytes(UTF_8));

        assertNobodyCame();
    }

    @Test
    void by_a_docx() throws Exception {
        var relationship =
                "<Relationship Id=\"%s\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s\""
                        + " Target=\"%s\" TargetMode=\"External\"/>";
        var relationships = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                + relationship.formatted("r1", "image", address + "a")
                + relationship.formatted("r2", "hyperlink", address + "b")
                + relationship.formatted("r3", "attachedTemplate", address + "c")
                + relationship.formatted("r4", "aFChunk", address + "d")
                + relationship.formatted("r5", "oleObject", address + "e")
                + "</Relationships>";
        var paragraph =
                "<w:p><w:hyperlink xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" r:id=\"r2\"><w:r><w:t>"
                        + WORDS
                        + "</w:t></w:r></w:hyperlink></w:p><w:p><w:r><w:instrText>INCLUDETEXT \"%1$sf\" DDEAUTO c:\\\\x</w:instrText></w:r></w:p>"
                                .formatted(address);
        read(
                "posting.docx",
                Documents.handmadeDocx(
                        "", paragraph, Map.of("word/_rels/document.xml.rels", relationships.getBytes(UTF_8))));
        var docx = Documents.handmadeDocx(
                "<!DOCTYPE d SYSTEM \"%1$sdtd\" [<!ENTITY %% p SYSTEM \"%1$sp\"> %%p; <!ENTITY e SYSTEM \"%1$se\">]>"
                        .formatted(address),
                "<w:p><w:r><w:t>&e;</w:t></w:r></w:p>");
        assertThatThrownBy(() -> read("xxe.docx", docx)).isInstanceOf(UnreadableFileException.class);

        assertNobodyCame();
    }

    @Test
    void by_a_pdf(@TempDir Path directory) throws Exception {
        var secret = Files.writeString(directory.resolve("secret"), "BT (secret) Tj ET");
        var content = "BT /F1 12 Tf 60 700 Td (%s) Tj ET".formatted(WORDS).getBytes(ISO_8859_1);
        var postings = reader.read(SourceFile.of(
                "posting.pdf",
                Documents.pdfOf(
                        "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (this.submitForm\\('%1$sa'\\)) >>"
                                        .formatted(address)
                                + " /AA << /WC << /S /Launch /F (calc.exe) >> >> /URI << /Base (%sb) >> >>"
                                        .formatted(address),
                        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                        ("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents [4 0 R 5 0 R]"
                                        + " /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (%1$sc) >> >>]"
                                        + " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>")
                                .formatted(address),
                        Documents.stream("", content),
                        Documents.stream("/F (%s)".formatted(secret), new byte[0]),
                        Documents.stream("/F << /FS /URL /F (%sd) >>".formatted(address), new byte[0]))));

        assertThat(postings).extracting(SourceDocument::text).containsExactly(WORDS);
        assertNobodyCame();
    }

    private void read(String name, byte[] bytes) throws UnreadableFileException {
        assertThat(reader.read(SourceFile.of(name, bytes)).get(0).text()).contains(WORDS);
    }

    private void assertNobodyCame() throws IOException {
        listener.setSoTimeout(300);
        assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
