package dev.nextskill.extract.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTrieTest {

    private static final PhraseTrie<String> PHRASES = trie(
            "Go",
            "C",
            "C++",
            "C#",
            ".NET",
            "ASP.NET",
            "Node.js",
            "js",
            "Java",
            "JavaScript",
            "Spring Boot",
            "LangChain",
            "GPT-4",
            "TCP/IP",
            "Python",
            "LLM",
            "大模型",
            "大模型推理",
            "fine-tuning",
            "R");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            熟悉Go语言             | Go
            Google Golang         |
            C/C++                 | C, C++
            C#和.NET              | C#, .NET
            ASP.NET               | ASP.NET
            Node.js 与 three.js    | Node.js
            JavaScript和Java       | JavaScript, Java
            SpringBoot3           | Spring Boot
            Spring  Boot          | Spring Boot
            Lang Chain            | LangChain
            lang chain            |
            GPT4                  | GPT-4
            fine tuning           | fine-tuning
            TCP / IP              | TCP/IP
            Python3.8             | Python
            Python3d              |
            LLMs                  | LLM
            Rs R&D                |
            大模型推理              | 大模型推理
            java@example.com      |
            """)
    void finds_the_longest_phrase_that_is_a_token(String text, String found) {
        assertThat(found(PHRASES, text)).isEqualTo(found == null ? List.of() : List.of(found.split(", ")));
    }

    @Test
    void a_line_break_ends_a_phrase() {
        assertThat(found(PHRASES, "Spring\nBoot")).isEmpty();
    }

    @Test
    void a_phrase_must_have_something_to_look_for() {
        assertThatThrownBy(() -> trie(" - ")).hasMessageContaining("has no character to look for");
    }

    private static PhraseTrie<String> trie(String... phrases) {
        PhraseTrie.Builder<String> builder = new PhraseTrie.Builder<>();
        for (String phrase : phrases) {
            builder.add(phrase, phrase);
        }
        return builder.build();
    }

    private static List<String> found(PhraseTrie<String> phrases, String text) {
        FoldedText folded = FoldedText.of(text);
        return phrases.scan(folded, 0, folded.length()).stream()
                .map(PhraseTrie.Match::value)
                .toList();
    }
}
