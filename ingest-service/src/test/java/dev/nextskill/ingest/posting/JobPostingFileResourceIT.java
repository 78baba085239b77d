package dev.nextskill.ingest.posting;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.nextskill.testing.ContractExamples;
import dev.nextskill.testing.LocalStackControl;
import dev.nextskill.testing.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.awt.Color;
import java.awt.Font;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
// Quarkus fills in the fields before the first test.
@SuppressWarnings("NullAway.Init")
class JobPostingFileResourceIT {

    private static final String FILES = "/api/job-postings/files";

    LocalStackControl stack;

    @TestHTTPResource(FILES)
    URI files;

    @Test
    void a_screenshot_is_read_and_published_with_the_confidence_of_its_reading() throws Exception {
        var answer = send("", new Part("shot.png", screenshot("Gateway Engineer", words())));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var receipts = JsonPath.from(answer.body());
        assertThat(receipts.getString("[0].status")).isEqualTo("accepted");
        assertThat(receipts.getString("[0].title")).isEqualTo("Gateway Engineer");
        assertThat(published(receipts.getString("[0].postingId")))
                .contains("\"kind\":\"screenshot\",\"name\":\"shot.png\"")
                .contains("\"engine\":\"PP-OCRv4\"")
                .contains("Redis");
    }

    @Test
    void a_picture_without_text_is_answered_422() throws Exception {
        var answer = send("", new Part("blank.png", screenshot("", "")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("The file has no text", "blank.png");
    }

    @Test
    void one_bad_file_spoils_none_of_the_others() throws Exception {
        var answer = send(
                "",
                new Part("blank.png", screenshot("", "")),
                new Part("page.exe", new byte[] {'M', 'Z', 0, 1}),
                new Part("shot.png", screenshot("Storage Engineer", words())));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var receipts = JsonPath.from(answer.body());
        assertThat(receipts.getInt("[0].problem.status")).isEqualTo(422);
        assertThat(receipts.getInt("[1].problem.status")).isEqualTo(415);
        assertThat(receipts.getString("[2].status")).isEqualTo("accepted");
    }

    @Test
    void documents_are_read_by_their_kind() throws Exception {
        var page = "<html><body><h1>Parser Engineer</h1><p>You know grammars and Rust, number " + number()
                + "</p></body></html>";
        var board = "<html><script type=\"application/ld+json\">[%s,%s]</script>"
                .formatted(described("Loader Engineer"), described("Linker Engineer"));

        var answer = send(
                "",
                new Part("page.html", page.getBytes(UTF_8)),
                new Part("notes.txt", ("熟悉示例语言，编写清楚的代码，编号 " + number()).getBytes(Charset.forName("GB18030"))),
                new Part("board.html", board.getBytes(UTF_8)),
                new Part("posting.pdf", pdf("You write compilers in Java, number " + number())),
                new Part("posting.docx", docx("熟悉示例语言与编译原理，能写清楚的代码，编号 " + number())),
                new Part("posting.png", page.getBytes(UTF_8)),
                new Part("scan.pdf", pdf("")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var receipts = JsonPath.from(answer.body());
        assertThat(published(receipts.getString("[0].postingId")))
                .contains("\"kind\":\"html\",\"name\":\"page.html\"", "\"title\":\"Parser Engineer\"");
        assertThat(published(receipts.getString("[1].postingId"))).contains("\"kind\":\"file\"", "熟悉示例语言");
        assertThat(receipts.getString("[2].title")).isEqualTo("Loader Engineer");
        assertThat(receipts.getString("[3].title")).isEqualTo("Linker Engineer");
        assertThat(published(receipts.getString("[4].postingId"))).contains("You write compilers");
        assertThat(published(receipts.getString("[5].postingId"))).contains("熟悉示例语言与编译原理");
        assertThat(receipts.getInt("[6].problem.status")).isEqualTo(415);
        assertThat(receipts.getInt("[7].problem.status")).isEqualTo(422);
        assertThat(receipts.getString("[7].problem.detail")).contains("as screenshots");
    }

    private static String described(String title) {
        return "{\"@type\": \"JobPosting\", \"title\": \"%s\", \"description\": \"<p>You know object files and C++, number %s</p>\"}"
                .formatted(title, number());
    }

    private static byte[] pdf(String words) throws IOException {
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.newLineAtOffset(50, 700);
                content.showText(words);
                content.endText();
            }
            var bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static byte[] docx(String words) throws IOException {
        try (var document = new XWPFDocument()) {
            document.createParagraph().createRun().setText(words);
            var bytes = new ByteArrayOutputStream();
            document.write(bytes);
            return bytes.toByteArray();
        }
    }

    @Test
    void screenshots_sent_as_one_posting_are_joined() throws Exception {
        var answer = send(
                "?onePosting=true",
                new Part("1.png", screenshot("Search Engineer", words())),
                new Part("2.png", screenshot("", "Preferred Qualifications\n1. You like Lucene " + number())));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var receipts = JsonPath.from(answer.body());
        assertThat(receipts.getList("[0].files")).hasSize(2);
        assertThat(published(receipts.getString("[0].postingId")))
                .contains("Redis")
                .contains("Lucene");
    }

    @Test
    void a_request_without_a_file_or_without_a_length_is_a_problem() throws Exception {
        assertThat(send("").statusCode()).isEqualTo(400);
        // REST Assured sends multipart bodies in chunks.
        given().multiPart("file", "shot.png", new byte[] {1})
                .post(FILES)
                .then()
                .statusCode(411)
                .body("detail", containsString("Content-Length"));
    }

    // Never compared.
    @SuppressWarnings("ArrayRecordComponent")
    private record Part(String name, byte[] content) {}

    private HttpResponse<String> send(String query, Part... parts) throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        for (var part : parts) {
            body.writeBytes(("--part\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + part.name()
                            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                    .getBytes(UTF_8));
            body.writeBytes(part.content());
            body.writeBytes("\r\n".getBytes(UTF_8));
        }
        body.writeBytes("--part--\r\n".getBytes(UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(files + query))
                                .header("Content-Type", "multipart/form-data; boundary=part")
                                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                                .build(),
                        BodyHandlers.ofString(UTF_8));
    }

    private String published(String postingId) {
        var events = new PublishedPostings(stack.kafkaBootstrapServers()).withKey(postingId);
        assertThat(events).hasSize(1);
        ContractExamples.of("job-postings/v1").assertValid(events.get(0).json());
        return events.get(0).json();
    }

    private static String words() {
        return "Responsibilities\n1. Build services in Java and Go " + number() + "\n2. Run PostgreSQL and Redis";
    }

    private static String number() {
        return Long.toString(Math.abs(UUID.randomUUID().getMostSignificantBits() % 1_000_000));
    }

    private static byte[] screenshot(String title, String words) throws IOException {
        var image = new BufferedImage(840, 900, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 840, 900);
        graphics.setColor(Color.BLACK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 44));
        graphics.drawString(title, 30, 150);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 28));
        var y = 250;
        for (var line : words.lines().toList()) {
            graphics.drawString(line, 30, y);
            y += 55;
        }
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }
}
