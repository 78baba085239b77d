package dev.nextskill.extract.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextskill.extract.evaluation.SharedData;
import dev.nextskill.extract.extraction.PostingRequirements;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.PriorPosting;
import dev.nextskill.extract.extraction.RulesExtractor;
import dev.nextskill.extract.extraction.SkillRequirementsExtracted;
import dev.nextskill.extract.llm.ModelAnswer.RequirementAnswer;
import dev.nextskill.extract.llm.ModelAnswer.SkillAnswer;
import dev.nextskill.vocabulary.SkillVocabulary;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Run by hand: what a model's reading costs on our side (passages, rules, prompt with three examples, parsing, verifying twice,
 * merging), the model's own time excluded, over real postings; and which of them are held to speak to their reader. The model is
 * played by the rules' own answer with every fifth requirement made up, so that each posting is reprompted.
 */
final class ReadingCost {

    private ReadingCost() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int most = args.length > 0 ? Integer.parseInt(args[0]) : 500;
        SharedData shared = SharedData.find().orElseThrow(() -> new IllegalStateException(SharedData.ABSENT));
        SkillVocabulary vocabulary = SkillVocabulary.load();
        RulesExtractor rules = new RulesExtractor(vocabulary);
        AddressedPassages passages = new AddressedPassages();
        List<PostingText> postings = new ArrayList<>();
        int all = 0;
        int addressed = 0;
        for (String file : List.of("data/postings/zh.ndjson", "data/postings/en.ndjson")) {
            int taken = 0;
            for (JsonNode row : shared.read(file)) {
                PostingText posting = new PostingText(
                        row.path("title").asText(""), null, row.path("text").asText(""));
                all++;
                AddressedPassages.Cleared cleared = passages.clear(posting);
                if (cleared.found()) {
                    addressed++;
                    show(posting, cleared.posting(), out);
                }
                if (taken++ < most / 2 && !posting.text().isBlank()) {
                    postings.add(posting);
                }
            }
        }
        out.printf("%d of %d postings are held to speak to their reader%n", addressed, all);

        JsonMapper json = new JsonMapper();
        Map<String, String> answers = new HashMap<>();
        List<PriorPosting> priors = new ArrayList<>();
        for (PostingText posting : postings) {
            SkillRequirementsExtracted event = event(rules.extract(posting), posting);
            answers.put(
                    ReadingPrompt.boundary(passages.clear(posting).posting()),
                    json.writeValueAsString(spoilt(ModelAnswer.of(event))));
            if (priors.size() < 30) {
                priors.add(new PriorPosting(posting, event, 0.8, false));
            }
        }
        String[] last = {""};
        FakeReader reader = new FakeReader(sent -> {
            int at = sent.lastIndexOf("POSTING-");
            if (at >= 0) {
                last[0] = answers.getOrDefault(sent.substring(at, at + 24), last[0]);
            }
            return last[0];
        });
        int[] turn = {0};
        CountingTally tally = new CountingTally();
        LlmExtractor extractor = new LlmExtractor(
                rules,
                reader,
                (posting, k) -> {
                    turn[0]++;
                    return List.of(
                            priors.get(turn[0] % 30), priors.get((turn[0] + 7) % 30), priors.get((turn[0] + 13) % 30));
                },
                ReadingPrompt.version("v1"),
                new NearSkills(vocabulary),
                passages,
                tally,
                "none",
                new LlmExtractor.Settings(6000, 3, 700, 40, 0.8));
        long[] nanos = new long[postings.size()];
        for (int round = 0; round < 4; round++) {
            reader.sent.clear();
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                extractor.extract(postings.get(i), true);
                nanos[i] = System.nanoTime() - start;
            }
            long[] sorted = nanos.clone();
            Arrays.sort(sorted);
            out.printf(
                    "round %d: p50 %.2f ms, p95 %.2f ms, max %.2f ms; prompts of %d characters on average%n",
                    round,
                    sorted[nanos.length / 2] / 1e6,
                    sorted[nanos.length * 95 / 100] / 1e6,
                    sorted[nanos.length - 1] / 1e6,
                    reader.sent.stream().mapToInt(String::length).sum() / reader.sent.size());
        }
        out.printf("reprompts %d, rejected %d%n", tally.reprompts, tally.rejected.size());
    }

    private static ModelAnswer spoilt(ModelAnswer answer) {
        List<RequirementAnswer> requirements = new ArrayList<>(answer.requirements());
        for (int i = 0; i < requirements.size(); i += 5) {
            requirements.set(
                    i,
                    new RequirementAnswer(
                            List.of(new SkillAnswer("Zork", null, "stated")), "essential", "expert", "精通 Zork"));
        }
        return new ModelAnswer(
                answer.sections(),
                answer.technicalWords(),
                answer.roleClass(),
                answer.education(),
                answer.experience(),
                answer.internship(),
                requirements);
    }

    private static void show(PostingText posting, PostingText cleared, PrintStream out) {
        String text = posting.text();
        String rest = cleared.text();
        StringBuilder passage = new StringBuilder();
        for (int i = 0, k = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int d = rest.codePointAt(k);
            if (c != d) {
                passage.appendCodePoint(c);
            }
            i += Character.charCount(c);
            k += Character.charCount(d);
        }
        out.println("  ⌫ " + passage.substring(0, Math.min(300, passage.length())));
    }

    static SkillRequirementsExtracted event(PostingRequirements read, PostingText posting) {
        return new SkillRequirementsExtracted(
                UUID.nameUUIDFromBytes(posting.text().getBytes(StandardCharsets.UTF_8)),
                null,
                Instant.EPOCH,
                read.extractor(),
                posting.title(),
                posting.company(),
                null,
                read.roleClass(),
                read.education(),
                read.experience(),
                read.internship(),
                read.programmingLanguages(),
                read.requirements(),
                null);
    }
}
