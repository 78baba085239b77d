package dev.nextskill.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.nextskill.extract.extraction.PostingText;
import dev.nextskill.extract.extraction.PriorPosting;
import dev.nextskill.extract.extraction.SkillMention;
import dev.nextskill.extract.extraction.SkillRequirement;
import dev.nextskill.extract.extraction.SkillRequirementsExtracted;
import dev.nextskill.extract.llm.ModelAnswer.SectionAnswer;
import dev.nextskill.vocabulary.Skill;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words that are sent to the model, of one version: files {@code prompts/requirement-extraction.VERSION.*.txt} with {@code
 * {{places}}} to be filled. A change of their words is a new version, since answers are kept by it.
 */
final class ReadingPrompt {

    private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)\\}\\}");
    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    /**
     * A worked example.
     *
     * @param sections of the prior posting, as the rules see them: an answer begins with them
     */
    record Example(PriorPosting prior, List<SectionAnswer> sections) {}

    private final String version;
    private final String system;
    private final String user;
    private final String example;
    private final String reprompt;

    private ReadingPrompt(String version) {
        this.version = version;
        system = read(version, "system");
        user = read(version, "user");
        example = read(version, "example");
        reprompt = read(version, "reprompt");
    }

    static ReadingPrompt version(String version) {
        return new ReadingPrompt(version);
    }

    String version() {
        return version;
    }

    /** The instructions, the same for all postings, so that endpoints can keep them. */
    String system() {
        return system;
    }

    /**
     * The question.
     *
     * @param part which part of a longer posting it is, or empty
     */
    String user(
            PostingText posting, String part, List<Example> examples, int exampleCharacters, List<Skill> candidates) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < examples.size(); i++) {
            shown.append(example(i + 1, examples.get(i), exampleCharacters));
        }
        return fill(
                user,
                Map.of(
                        "examples",
                        shown.toString(),
                        "candidates",
                        candidates.isEmpty()
                                ? "(none)"
                                : candidates.stream()
                                        .map(skill -> skill.id() + ": " + skill.preferredLabel())
                                        .collect(Collectors.joining("\n")),
                        "part",
                        part.isEmpty() ? "" : part + "\n",
                        "boundary",
                        boundary(posting),
                        "posting",
                        data(posting)));
    }

    /** Tells the model what is wrong with its answer. */
    String reprompt(List<String> complaints) {
        return fill(
                reprompt,
                Map.of(
                        "complaints",
                        complaints.stream().map(each -> "- " + each).collect(Collectors.joining("\n"))));
    }

    private String example(int number, Example shown, int characters) {
        PriorPosting prior = shown.prior;
        PostingText words = prior.words();
        String text = words.text();
        int end = text.length();
        if (end > characters) {
            int line = text.lastIndexOf('\n', characters);
            end = line > characters / 2 ? line : text.offsetByCodePoints(0, text.codePointCount(0, characters));
        }
        PostingText shortened = new PostingText(words.title(), words.company(), text.substring(0, end));
        return fill(
                example,
                Map.of(
                        "number",
                        Integer.toString(number),
                        "boundary",
                        boundary(shortened),
                        "posting",
                        data(shortened),
                        "answer",
                        json(ModelAnswer.of(within(prior.requirements(), text.codePointCount(0, end)))
                                .withSections(shown.sections))));
    }

    /** The event without what stands behind a place of the text. */
    private static SkillRequirementsExtracted within(SkillRequirementsExtracted event, int end) {
        List<SkillRequirement> requirements = event.requirements().stream()
                .filter(requirement -> requirement.evidence().in() == SkillMention.Part.TITLE
                        || requirement.evidence().end() <= end)
                .toList();
        return new SkillRequirementsExtracted(
                event.postingId(),
                event.receivedAt(),
                event.extractedAt(),
                event.extractor(),
                event.title(),
                event.company(),
                event.datePosted(),
                event.roleClass(),
                event.education() == null || event.education().evidence().end() > end ? null : event.education(),
                event.experience() == null || event.experience().evidence().end() > end ? null : event.experience(),
                event.internship() == null || event.internship().evidence().end() > end ? null : event.internship(),
                event.programmingLanguages(),
                requirements,
                event.duplicateOf());
    }

    private static String data(PostingText posting) {
        return posting.findTitle()
                        .map(title -> "title: " + title.replace('\n', ' ') + "\n")
                        .orElse("")
                + posting.text();
    }

    /**
     * The marker around a posting: it looks random, follows from the posting, so that the same posting gives the same prompt, and
     * does not stand in it, so that no posting can end its own quotation.
     */
    static String boundary(PostingText posting) {
        String data = data(posting);
        String hash = sha256(data);
        while (data.contains(hash.substring(0, 16))) {
            hash = sha256(hash);
        }
        return "POSTING-" + hash.substring(0, 16);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    private static String json(ModelAnswer answer) {
        try {
            return JSON.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of strings can be written as JSON", e);
        }
    }

    /** In one pass: what is filled in is not looked at again, whatever a posting says. */
    private static String fill(String template, Map<String, String> values) {
        Matcher matcher = PLACE.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = Objects.requireNonNull(values.get(matcher.group(1)), matcher.group());
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        matcher.appendTail(filled);
        return filled.toString();
    }

    private static String read(String version, String part) {
        String name = "/prompts/requirement-extraction.%s.%s.txt".formatted(version, part);
        try (InputStream in = ReadingPrompt.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "There is no prompt %s; add the file, or use another version".formatted(name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip().replace("\r\n", "\n")
                    + (part.equals("example") ? "\n\n" : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
