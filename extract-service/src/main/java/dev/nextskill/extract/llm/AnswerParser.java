package dev.nextskill.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.model.output.FinishReason;
import dev.nextskill.extract.llm.ModelAnswer.EducationAnswer;
import dev.nextskill.extract.llm.ModelAnswer.ExperienceAnswer;
import dev.nextskill.extract.llm.ModelAnswer.InternshipAnswer;
import dev.nextskill.extract.llm.ModelAnswer.RequirementAnswer;
import dev.nextskill.extract.llm.ModelAnswer.RoleClassAnswer;
import dev.nextskill.extract.llm.ModelAnswer.SectionAnswer;
import dev.nextskill.extract.llm.ModelAnswer.SkillAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the answer in what a model wrote. Tolerates what cannot change its meaning: fences, words before and after, trailing
 * commas, a field that is null instead of absent. What is cut off, empty, of another schema or a refusal is a named fault.
 */
final class AnswerParser {

    /** An answer, or why there is none. */
    record Parsed(@Nullable ModelAnswer answer, @Nullable AnswerFault fault) {

        static Parsed of(ModelAnswer answer) {
            return new Parsed(answer, null);
        }

        static Parsed of(AnswerFault fault) {
            return new Parsed(null, fault);
        }
    }

    /** Beginnings of refusals, in lower case; they count only where no answer stands. */
    private static final List<String> REFUSALS = List.of(
            "i'm sorry",
            "i’m sorry",
            "i am sorry",
            "sorry,",
            "i cannot",
            "i can't",
            "i can’t",
            "as an ai",
            "i'm unable",
            "抱歉",
            "很抱歉",
            "对不起",
            "作为一个人工智能",
            "作为ai",
            "我无法",
            "我不能");

    private static final int MOST_REQUIREMENTS = 300;

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build()
            .reader();

    /** @param finish why the model stopped, as far as its endpoint says */
    Parsed parse(@Nullable String written, @Nullable FinishReason finish) {
        if (finish == FinishReason.CONTENT_FILTER) {
            return Parsed.of(AnswerFault.REFUSED);
        }
        if (written == null || written.isBlank()) {
            return Parsed.of(finish == FinishReason.LENGTH ? AnswerFault.TRUNCATED : AnswerFault.EMPTY);
        }
        if (finish == FinishReason.LENGTH) {
            // Even where what stands there can be read, the rest is missing.
            return Parsed.of(AnswerFault.TRUNCATED);
        }
        Parsed last = null;
        for (int from = written.indexOf('{'); from >= 0; from = written.indexOf('{', from + 1)) {
            int to = closing(written, from);
            if (to < 0) {
                return last != null ? last : Parsed.of(AnswerFault.TRUNCATED);
            }
            Parsed parsed = read(written.substring(from, to));
            if (parsed.answer != null) {
                return parsed;
            }
            last = last == null || last.fault == AnswerFault.NOT_JSON ? parsed : last;
            from = to - 1;
        }
        if (last != null) {
            return last;
        }
        return Parsed.of(isRefusal(written) ? AnswerFault.REFUSED : AnswerFault.NOT_JSON);
    }

    private static boolean isRefusal(String written) {
        String start = written.strip().toLowerCase(Locale.ROOT);
        return REFUSALS.stream().anyMatch(start::startsWith);
    }

    /** One past the brace that closes the one here, or -1 if none does. */
    private static int closing(String written, int from) {
        int depth = 0;
        boolean quoted = false;
        for (int at = from; at < written.length(); at++) {
            char c = written.charAt(at);
            if (quoted) {
                if (c == '\\') {
                    at++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
                if (depth == 0) {
                    return at + 1;
                }
            }
        }
        return -1;
    }

    private static Parsed read(String object) {
        JsonNode root;
        try {
            root = JSON.readTree(object);
        } catch (JsonProcessingException | StackOverflowError e) {
            return Parsed.of(AnswerFault.NOT_JSON);
        }
        if (root == null || root.isEmpty()) {
            return Parsed.of(AnswerFault.EMPTY_OBJECT);
        }
        JsonNode requirements = root.get("requirements");
        if (requirements == null || !requirements.isArray() || requirements.size() > MOST_REQUIREMENTS) {
            return Parsed.of(AnswerFault.WRONG_SCHEMA);
        }
        List<RequirementAnswer> asks = new ArrayList<>();
        for (JsonNode requirement : requirements) {
            if (!requirement.isObject() || !requirement.path("anyOf").isArray()) {
                return Parsed.of(AnswerFault.WRONG_SCHEMA);
            }
            asks.add(requirement(requirement));
        }
        List<SectionAnswer> sections = new ArrayList<>();
        for (JsonNode section : root.path("sections")) {
            sections.add(new SectionAnswer(text(section, "heading"), text(section, "kind")));
        }
        return Parsed.of(new ModelAnswer(
                sections,
                texts(root.path("technicalWords")),
                roleClass(root.path("roleClass")),
                education(root.path("education")),
                experience(root.path("experience")),
                internship(root.path("internship")),
                asks));
    }

    private static RequirementAnswer requirement(JsonNode node) {
        List<SkillAnswer> anyOf = new ArrayList<>();
        for (JsonNode skill : node.path("anyOf")) {
            String id = text(skill, "skill");
            anyOf.add(new SkillAnswer(
                    skill.isTextual() ? skill.textValue() : text(skill, "words"),
                    id.isBlank() || id.equals("null") ? null : id,
                    orElse(text(skill, "assertion"), "stated")));
        }
        return new RequirementAnswer(
                anyOf, text(node, "necessity"), orElse(text(node, "level"), "unspecified"), text(node, "quote"));
    }

    private static @Nullable RoleClassAnswer roleClass(JsonNode node) {
        if (node.isTextual()) {
            return new RoleClassAnswer(node.textValue(), List.of());
        }
        return node.isObject() ? new RoleClassAnswer(text(node, "id"), texts(node.path("because"))) : null;
    }

    private static @Nullable EducationAnswer education(JsonNode node) {
        String minimum = text(node, "minimum");
        return minimum.isBlank() || minimum.equals("null") ? null : new EducationAnswer(minimum, text(node, "quote"));
    }

    private static @Nullable ExperienceAnswer experience(JsonNode node) {
        Integer years = number(node, "minYears");
        return years == null ? null : new ExperienceAnswer(years, text(node, "quote"));
    }

    private static @Nullable InternshipAnswer internship(JsonNode node) {
        Integer months = number(node, "minMonths");
        Integer days = number(node, "daysPerWeek");
        return months == null && days == null ? null : new InternshipAnswer(months, days, text(node, "quote"));
    }

    private static @Nullable Integer number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNumber() && value.canConvertToInt() ? value.intValue() : null;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? value.textValue() : "";
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array) {
            if (value.isTextual() && !value.textValue().isBlank()) {
                texts.add(value.textValue());
            }
        }
        return texts;
    }

    private static String orElse(String value, String other) {
        return value.isBlank() ? other : value;
    }
}
