package dev.nextskill.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A learning path as a table for the terminal, in Chinese: the language of its steps and quotes. */
final class LearningPathPrinter {

    private static final Map<String, String> DEPTHS = Map.of("recognise", "认识", "explain", "讲清", "build", "动手");
    private static final Map<String, String> CAUSES =
            Map.of("no-component", "课程里还没有", "parked", "先放放", "hours", "时间不够，别的更值");
    private static final int NOT_PLANNED_SHOWN = 12;

    private final PrintWriter out;

    LearningPathPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(JsonNode path) {
        out.printf(
                Locale.ROOT,
                "%n学习路径：%s，依据 %d 个岗位，共 %.0f 小时%n%n",
                labels(path.at("/goal/roleClasses")),
                path.at("/sample/postings").asInt(),
                path.at("/hours/available").asDouble());
        if (path.hasNonNull("note")) {
            out.println(path.get("note").asText());
        } else {
            out.print(steps(path));
        }
        out.printf(
                Locale.ROOT,
                "%n覆盖要求 %s → %s，可以投递的岗位 %d → %d（共 %d 个）%n",
                percent(path.at("/before/coverage")),
                percent(path.at("/after/coverage")),
                path.at("/before/applicable").asInt(),
                path.at("/after/applicable").asInt(),
                path.at("/sample/postings").asInt());
        if (!path.path("notPlanned").isEmpty()) {
            out.println("没有排进来的：" + notPlanned(path.path("notPlanned")));
        }
        out.flush();
    }

    private static TerminalTable steps(JsonNode path) {
        TerminalTable table =
                TerminalTable.of(4, 46, 6, 7, 7, 7, 80).row("#", "学什么", "深度", "小时", "累计", "覆盖", "为什么（岗位原话）");
        for (JsonNode step : path.path("steps")) {
            table.row(
                    step.path("number").asText(),
                    step.at("/component/name").asText(),
                    depth(step.path("to")),
                    number(step.at("/hours/typical")),
                    number(step.path("cumulativeHours")),
                    percent(step.path("coverage")),
                    why(
                            step.path("reasons").path(0),
                            path.at("/sample/postings").asInt()));
        }
        return table;
    }

    /** The first reason always names postings. */
    private static String why(JsonNode reason, int postings) {
        if (reason.path("kind").asText().equals("prerequisite-of")) {
            return "先学它才能学「%s」；%s"
                    .formatted(reason.at("/component/name").asText(), asked(reason.path("because"), postings));
        }
        return asked(reason, postings);
    }

    private static String asked(JsonNode asked, int postings) {
        JsonNode evidence = asked.path("evidence").path(0);
        return "%d/%d 个岗位要 %s：%s“%s”"
                .formatted(
                        asked.path("n").asInt(),
                        postings,
                        evidence.path("label").asText(),
                        evidence.path("title").asText(evidence.path("postingId").asText()),
                        evidence.path("quote").asText());
    }

    private static String notPlanned(JsonNode skills) {
        String shown = StreamSupport.stream(skills.spliterator(), false)
                .limit(NOT_PLANNED_SHOWN)
                .map(skill -> "%s（%d 个岗位，%s）"
                        .formatted(
                                skill.path("label").asText(),
                                skill.path("n").asInt(),
                                CAUSES.getOrDefault(
                                        skill.path("cause").asText(),
                                        skill.path("cause").asText())))
                .collect(Collectors.joining("、"));
        return skills.size() > NOT_PLANNED_SHOWN ? shown + " …" : shown;
    }

    private static String labels(JsonNode roleClasses) {
        return StreamSupport.stream(roleClasses.spliterator(), false)
                .map(each -> each.path("label").asText())
                .collect(Collectors.joining("、"));
    }

    private static String depth(JsonNode depth) {
        return DEPTHS.getOrDefault(depth.asText(), depth.asText());
    }

    private static String percent(JsonNode share) {
        return String.format(Locale.ROOT, "%.0f%%", share.asDouble() * 100);
    }

    private static String number(JsonNode hours) {
        double value = hours.asDouble();
        return value == Math.rint(value) ? "%.0f".formatted(value) : "%.1f".formatted(value);
    }
}
