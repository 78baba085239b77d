package dev.nextskill.extract.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nextskill.extract.evaluation.SharedData;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.RulesExtractor;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/**
 * What the rules engine reads of every real posting, as it stands and garbled, in one hash: two states of the code that
 * should read alike do when they print the same. Run by hand, see the service's README: {@code ExtractionFingerprint
 * [LINES-FILE]}; the file takes a line a text, to be compared with {@code diff}.
 */
public final class ExtractionFingerprint {

    /** Of a garbled text, one character in so many is another. */
    private static final int GARBLED = 12;

    /** What readers of text stumble over: marks, joints, brackets, cues, wide and composed characters. */
    private static final List<String> NOISE = List.of(
            "\n", " ", "  ", "-", "_", ".", ",", "，", "、", "。", ";", "：", ":", "/", "(", "）", "【", "】", "或", "和", "等",
            "如", "之一", "至少", "优先", "熟悉", "精通", "不要求", "推测", "以下", "经验", "1", "2、", "③", "三", "年", "A", "go", "C", "s",
            "+", "#", "'", "@", "Ｊ", "ﬁ", "é", "🚀", "\u200b", "\t", "\r", "\u3000", "");

    private ExtractionFingerprint() {}

    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        SharedData shared = SharedData.find().orElseThrow(() -> new IllegalStateException(SharedData.ABSENT));
        RulesExtractor extractor = new RulesExtractor(SkillVocabulary.load());
        ObjectMapper json = new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
        MessageDigest all = MessageDigest.getInstance("SHA-256");
        List<String> lines = new ArrayList<>();
        Random random = new Random(7);
        int postings = 0;
        for (String file : List.of("data/postings/zh.ndjson", "data/postings/en.ndjson")) {
            for (JsonNode row : shared.read(file)) {
                String title = row.path("title").textValue();
                String text = row.path("text").asText();
                postings++;
                for (String variant : List.of(text, garbled(text, random))) {
                    byte[] read = json.writeValueAsBytes(extractor.extract(new PostingText(title, null, variant)));
                    all.update(read);
                    lines.add(row.path("id").asText() + ' ' + new String(read, StandardCharsets.UTF_8));
                }
            }
        }
        if (arguments.length > 0) {
            Files.write(Path.of(arguments[0]), lines);
        }
        System.out.printf("%d postings: %s%n", postings, HexFormat.of().formatHex(all.digest()));
    }

    private static String garbled(String text, Random random) {
        StringBuilder garbled = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (random.nextInt(GARBLED) == 0) {
                garbled.append(NOISE.get(random.nextInt(NOISE.size())));
            } else {
                garbled.appendCodePoint(c);
            }
        });
        return garbled.toString();
    }
}
