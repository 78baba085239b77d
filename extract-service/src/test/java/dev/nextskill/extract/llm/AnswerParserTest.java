package dev.nextskill.extract.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.output.FinishReason;
import dev.nextskill.extract.llm.AnswerParser.Parsed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerParserTest {

    private static final String ANSWER =
            "{\"technicalWords\": [\"Go\"], \"education\": null, \"requirements\": [{\"anyOf\": [{\"words\": \"Go\", \"skill\": \"go\"}], \"necessity\": \"essential\", \"quote\": \"熟悉 Go {语言}\"}]}";

    private final AnswerParser parser = new AnswerParser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "```json\n%s\n```",
                "Here is the answer:\n%s\nI hope this helps {really}.",
                "<think>{}</think>%s",
                "{\"note\": \"first\"} %s"
            })
    void an_answer_is_found_whatever_stands_around_it(String around) {
        Parsed parsed = parser.parse(around.formatted(ANSWER), FinishReason.STOP);

        assertThat(parsed.fault()).isNull();
        assertThat(parsed.answer()).isNotNull();
        assertThat(parsed.answer().requirements().get(0).quote()).isEqualTo("熟悉 Go {语言}");
        assertThat(parsed.answer().requirements().get(0).level()).isEqualTo("unspecified");
        assertThat(parsed.answer().requirements().get(0).anyOf().get(0).assertion())
                .isEqualTo("stated");
    }

    @Test
    void trailing_commas_and_line_breaks_in_strings_do_no_harm() {
        Parsed parsed = parser.parse(
                "{\"requirements\": [{\"anyOf\": [\"Go\",], \"quote\": \"熟悉\nGo\",},],}", FinishReason.STOP);

        assertThat(parsed.answer()).isNotNull();
        assertThat(parsed.answer().requirements().get(0).anyOf().get(0).words()).isEqualTo("Go");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|EMPTY",
                "' \n '|EMPTY",
                "{}|EMPTY_OBJECT",
                "'```json\n{}\n```'|EMPTY_OBJECT",
                "{\"requirements\": [{\"anyOf\": [{\"words\": \"Go|TRUNCATED",
                "{\"requirements\": []|TRUNCATED",
                "{\"skills\": [\"Go\"]}|WRONG_SCHEMA",
                "{\"requirements\": \"Go\"}|WRONG_SCHEMA",
                "{\"requirements\": [\"Go\"]}|WRONG_SCHEMA",
                "{requirements: Go, Python}|NOT_JSON",
                "熟悉 Go 和 Python。|NOT_JSON",
                "I'm sorry, but I cannot help with that.|REFUSED",
                "抱歉，我无法处理这段文字。|REFUSED"
            })
    void what_is_no_answer_is_a_named_fault(String written, AnswerFault fault) {
        assertThat(parser.parse(written, FinishReason.STOP)).isEqualTo(Parsed.of(fault));
    }

    @Test
    void what_the_endpoint_says_of_the_end_counts_before_the_text() {
        assertThat(parser.parse(ANSWER, FinishReason.LENGTH)).isEqualTo(Parsed.of(AnswerFault.TRUNCATED));
        assertThat(parser.parse(ANSWER, FinishReason.CONTENT_FILTER)).isEqualTo(Parsed.of(AnswerFault.REFUSED));
        assertThat(parser.parse(null, null)).isEqualTo(Parsed.of(AnswerFault.EMPTY));
        assertThat(parser.parse(null, FinishReason.LENGTH)).isEqualTo(Parsed.of(AnswerFault.TRUNCATED));
    }

    @Test
    void deep_nesting_is_no_stack_overflow() {
        String deep = "{\"requirements\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(parser.parse(deep, FinishReason.STOP).answer()).isNull();
    }
}
