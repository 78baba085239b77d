package dev.nextskill.ingest.board;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.ingest.board.BoardReader.MalformedAnswerException;
import dev.nextskill.ingest.source.SourceDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BoardReaderTest {

    private static final List<Path> PLACES =
            List.of(Path.of("../../shared/data/connectors"), Path.of("../shared/data/connectors"));

    private final BoardReader reader = new BoardReader(new ObjectMapper());

    @Example
    void greenhouse_postings_are_read() throws Exception {
        assertThat(documents(SampleBoards.GREENHOUSE, new GreenhouseApi()))
                .containsExactly(
                        new SourceDocument(
                                "Backend Intern",
                                "Sample Works",
                                "Shanghai, China",
                                "2026-04-30T23:30:00-04:00",
                                "https://job-boards.greenhouse.io/sample/jobs/101",
                                "We build a search engine for R&D notes.\nYou bring\n- Java or Go\n- C++ <17>",
                                null),
                        new SourceDocument(
                                "Internal Auditor",
                                "Sample Works",
                                "Remote",
                                "2026-05-01T00:00:00-04:00",
                                "https://job-boards.greenhouse.io/sample/jobs/102",
                                "Checks the books of the company and knows SQL.",
                                null),
                        new SourceDocument(
                                "大模型应用开发实习生",
                                "Sample Works",
                                "Hangzhou",
                                null,
                                "https://job-boards.greenhouse.io/sample/jobs/103",
                                "熟悉 Python，了解 RAG 与 Agent 开发，有项目经验者优先。",
                                null));
    }

    @Example
    void lever_postings_are_read() throws Exception {
        assertThat(documents(SampleBoards.LEVER, new LeverApi()))
                .containsExactly(new SourceDocument(
                        "Inference Engineer",
                        "Sample Inc.",
                        "London; Beijing",
                        "2026-05-01",
                        "https://jobs.lever.co/sample/aaaa-1",
                        "We make models answer fast.\nMostly in C++.\n\nWhat You Do\n- Write CUDA kernels\n- Measure them\n\n"
                                + "Apply with a short letter.",
                        null));
    }

    @Example
    void ashby_postings_are_read_unless_unlisted() throws Exception {
        assertThat(items(SampleBoards.ASHBY, new AshbyApi())).contains(new BoardItem.Unlisted("bbbb-2"));
        assertThat(documents(SampleBoards.ASHBY, new AshbyApi()))
                .containsExactly(
                        new SourceDocument(
                                "Evaluation Engineer",
                                "Sample Inc.",
                                "Singapore; Shenzhen",
                                "2026-05-03T21:44:44.930+00:00",
                                "https://jobs.ashbyhq.com/sample/bbbb-1",
                                "You test models.\n- pytest\n- Statistics\nof small samples",
                                null),
                        new SourceDocument(
                                "SRE",
                                "Sample Inc.",
                                "Remote",
                                null,
                                "https://jobs.ashbyhq.com/sample/bbbb-3",
                                "Keeps Kubernetes clusters well.\n\nOn call every fifth week.",
                                null));
    }

    @Example
    void broken_postings_are_named_and_spoil_no_others() throws Exception {
        var items = items(SampleBoards.GREENHOUSE_PARTLY_BROKEN, new GreenhouseApi());

        assertThat(items)
                .hasSize(5)
                .contains(
                        new BoardItem.Broken("posting 202", "It has no \"content\"."),
                        new BoardItem.Broken("posting no. 3", "It is no JSON object."),
                        new BoardItem.Broken("posting 204", "Its \"title\" must be a string, but is of type array."));
        assertThat(items.get(0)).isInstanceOf(BoardItem.Posting.class);
        assertThat(items.get(4)).isInstanceOf(BoardItem.Posting.class);
    }

    @Example
    void an_answer_of_another_shape_is_told() {
        assertThatThrownBy(() -> items("[]", new GreenhouseApi()))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessageContaining("the field \"jobs\"");
        assertThatThrownBy(() -> items("{\"ok\": false}", new LeverApi()))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessageContaining("must be a list of postings");
        assertThatThrownBy(() -> items("{\"jobs\": {}}", new AshbyApi()))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessageContaining("must be a list of postings");
        assertThatThrownBy(() -> items("<html>", new AshbyApi()))
                .isInstanceOf(MalformedAnswerException.class)
                .hasMessageContaining("line 1, column");
        assertThatThrownBy(() -> items("", new AshbyApi())).isInstanceOf(MalformedAnswerException.class);
        assertThatThrownBy(() -> items("[".repeat(100_000), new LeverApi()))
                .isInstanceOf(MalformedAnswerException.class);
    }

    @Property
    void an_answer_that_is_cut_off_is_read_up_to_there(@ForAll @IntRange(max = 5000) int cut) throws Exception {
        var whole = SampleBoards.GREENHOUSE.getBytes(UTF_8);
        var items = new ArrayList<BoardItem>();
        try {
            reader.read(Arrays.copyOf(whole, Math.min(cut, whole.length)), new GreenhouseApi(), "x", items::add);
        } catch (MalformedAnswerException e) {
            assertThat(e).hasMessageStartingWith("The answer ");
        }
        assertThat(items).hasSizeLessThanOrEqualTo(3).allMatch(BoardItem.Posting.class::isInstance);
    }

    @Example
    void an_answer_in_no_encoding_of_json_is_refused() {
        for (var answer :
                List.of("\u0000\u0000[\u0000", "\u00ff\u00fe\u0000\u0000[", "[\"\u00e9(\"]", "[\u0000\u0000\u0000]")) {
            assertThatThrownBy(() -> reader.read(answer.getBytes(ISO_8859_1), new LeverApi(), "x", item -> true))
                    .isInstanceOf(MalformedAnswerException.class)
                    .hasMessageStartingWith("The answer is not ");
        }
    }

    @Property
    void any_byte_may_be_wrong(@ForAll @IntRange(max = 5000) int place, @ForAll @Size(max = 4) byte[] wrong)
            throws Exception {
        for (var api : BoardApi.all()) {
            var answer = (api instanceof LeverApi ? SampleBoards.LEVER : SampleBoards.ASHBY).getBytes(UTF_8);
            var at = place % answer.length;
            System.arraycopy(wrong, 0, answer, at, Math.min(wrong.length, answer.length - at));
            try {
                reader.read(answer, api, "x", item -> true);
            } catch (MalformedAnswerException e) {
                assertThat(e).hasMessageStartingWith("The answer ");
            }
        }
    }

    /** On payloads of real boards, which are kept outside the project. */
    @Test
    void real_answers_are_read() throws Exception {
        var place = PLACES.stream().filter(Files::isDirectory).findFirst();
        assumeTrue(
                place.isPresent(), "../shared/data/connectors is not there; the payloads are not part of the project");
        for (var file :
                List.of("greenhouse_fixture", "greenhouse_content_catawiki_3", "lever_fixture", "ashby_fixture")) {
            var api = BoardApi.all().stream()
                    .filter(each -> file.startsWith(each.kind()))
                    .findFirst()
                    .orElseThrow();
            var documents = documents(real(place.orElseThrow(), file), api);
            System.out.printf(
                    "%-30s %d postings, %s characters, %s lines%n",
                    file,
                    documents.size(),
                    documents.stream().map(each -> each.text().length()).toList(),
                    documents.stream().map(each -> each.text().lines().count()).toList());

            assertThat(documents).hasSizeGreaterThan(1).allSatisfy(each -> {
                assertThat(each.title()).isNotBlank();
                assertThat(each.company()).isNotBlank();
                assertThat(each.location()).isNotBlank();
                assertThat(each.datePosted()).startsWith("20");
                assertThat(each.url()).startsWith("https://");
                assertThat(each.text().length()).isGreaterThan(1000);
                assertThat(each.text()).doesNotContain("&nbsp;", "&amp;", "<p>", "</", "\u00a0");
            });
        }
        // A list that was asked for without its contents.
        assertThat(items(real(place.orElseThrow(), "greenhouse_content_twilio_3"), new GreenhouseApi()))
                .hasSize(3)
                .allMatch(BoardItem.Broken.class::isInstance);
    }

    private static String real(Path place, String file) throws IOException {
        return Files.readString(place.resolve(file + ".json"));
    }

    private List<BoardItem> items(String answer, BoardApi api) throws Exception {
        var items = new ArrayList<BoardItem>();
        reader.read(answer.getBytes(UTF_8), api, "Sample Inc.", items::add);
        return items;
    }

    private List<SourceDocument> documents(String answer, BoardApi api) throws Exception {
        return items(answer, api).stream()
                .filter(BoardItem.Posting.class::isInstance)
                .map(BoardItem.Posting.class::cast)
                .map(BoardItem.Posting::document)
                .toList();
    }
}
