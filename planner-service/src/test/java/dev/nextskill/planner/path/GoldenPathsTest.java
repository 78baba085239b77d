package dev.nextskill.planner.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.nextskill.planner.curriculum.ComponentDepth;
import dev.nextskill.planner.curriculum.ComponentId;
import dev.nextskill.planner.curriculum.Curriculum;
import dev.nextskill.planner.curriculum.Depth;
import dev.nextskill.planner.curriculum.Hours;
import dev.nextskill.planner.curriculum.KnowledgeComponent;
import dev.nextskill.planner.curriculum.KnowledgeComponent.DepthGoal;
import dev.nextskill.planner.curriculum.LocalText;
import dev.nextskill.planner.curriculum.Prerequisite;
import dev.nextskill.planner.curriculum.SmallCurricula;
import dev.nextskill.planner.market.Gates;
import dev.nextskill.planner.market.PostingSignature;
import dev.nextskill.planner.market.PostingSignature.AskedGroup;
import dev.nextskill.planner.market.PostingSignatures.Snapshot;
import dev.nextskill.planner.market.ProficiencyLevel;
import dev.nextskill.vocabulary.SkillId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * One folder a behaviour: {@code in.yaml} (components, postings, learner) and {@code out.txt}, the path as text. A component is written
 * {@code id teaches=a,b hours=1,2,4 needs=other/explain@build}, a posting {@code role day gates level:skill|skill …}
 * with gates like {@code -}, {@code repeat} or {@code master,3months,4days}. A learner may offer an {@code internship: [3, 4]}: months,
 * days a week.
 */
class GoldenPathsTest {

    private static final Path CASES = Path.of("src/test/resources/path");

    @TestFactory
    Stream<DynamicTest> the_path_is_as_written() throws IOException {
        List<Path> cases;
        try (Stream<Path> folders = Files.list(CASES)) {
            cases = folders.filter(Files::isDirectory).sorted().toList();
        }
        assertThat(cases).isNotEmpty();
        return cases.stream()
                .map(folder -> DynamicTest.dynamicTest(CASES.relativize(folder).toString(), () -> check(folder)));
    }

    private static void check(Path folder) throws IOException {
        Case given = new YAMLMapper().readValue(folder.resolve("in.yaml").toFile(), Case.class);
        LearningPath path = new PathPlanner(given.curriculum(), new Objective(0.5, 0.8, 90))
                .plan(new Snapshot(1, given.signatures()), given.learner().request());
        assertThat(text(path))
                .isEqualToIgnoringNewLines(
                        Files.readString(folder.resolve("out.txt")).strip());
    }

    private static String text(LearningPath path) {
        StringBuilder text = new StringBuilder();
        text.append("before %.3f, %d applicable%n"
                .formatted(path.before().coverage(), path.before().applicable()));
        for (PathStep step : path.steps()) {
            text.append("%s %s-%s %.1fh -> %.1fh %.3f, %d applicable: %s%n"
                    .formatted(
                            step.component().id(),
                            step.from().map(Depth::id).orElse("none"),
                            step.to().id(),
                            step.hours().typical(),
                            step.cumulativeHours(),
                            step.reached().coverage(),
                            step.reached().applicable(),
                            step.reasons().stream().map(GoldenPathsTest::text).collect(Collectors.joining("; "))));
        }
        path.notPlanned()
                .forEach(each -> text.append("not planned: %s %d %s%n"
                        .formatted(each.skill(), each.n(), each.cause().name().toLowerCase(Locale.ROOT))));
        return text.toString().strip();
    }

    private static String text(StepReason reason) {
        if (reason instanceof StepReason.AskedByPostings asked) {
            return "asked by %d (%s)"
                    .formatted(
                            asked.n(),
                            asked.examples().stream()
                                    .map(each -> each.postingId().getLeastSignificantBits() + " " + each.skill())
                                    .collect(Collectors.joining(", ")));
        } else if (reason instanceof StepReason.PrerequisiteOf needed) {
            return "needed for %s, which is %s".formatted(needed.dependent(), text(needed.because()));
        } else if (reason instanceof StepReason.Unlocks unlocks) {
            return "unlocks %d %s"
                    .formatted(
                            unlocks.applicable(),
                            unlocks.skills().stream()
                                    .map(each ->
                                            each.skill() + "/" + each.depth().id())
                                    .toList());
        }
        throw new AssertionError(reason);
    }

    record Case(
            @JsonProperty(required = true) List<String> components,
            @JsonProperty(required = true) List<String> postings,
            @JsonProperty(required = true) Learner learner) {

        Curriculum curriculum() {
            return SmallCurricula.of(components.stream().map(Case::component).toList());
        }

        List<PostingSignature> signatures() {
            List<PostingSignature> signatures = new ArrayList<>();
            for (String line : postings) {
                String[] words = line.split(" ", -1);
                List<AskedGroup> groups = new ArrayList<>();
                for (int i = 3; i < words.length; i++) {
                    String[] parts = words[i].split(":", 2);
                    groups.add(new AskedGroup(
                            Stream.of(parts[1].split("\\|", -1))
                                    .map(SkillId::new)
                                    .toList(),
                            ProficiencyLevel.valueOf(parts[0].toUpperCase(Locale.ROOT))));
                }
                boolean repeat = words[2].equals("repeat");
                signatures.add(new PostingSignature(
                        new UUID(0, signatures.size() + 1L),
                        words[0],
                        LocalDate.parse(words[1]),
                        words[2].equals("-") || repeat ? Gates.NONE : gates(words[2]),
                        repeat,
                        groups));
            }
            return signatures;
        }

        private static Gates gates(String gates) {
            String education = null;
            int months = 0;
            int days = 0;
            for (String gate : gates.split(",", -1)) {
                if (gate.endsWith("months")) {
                    months = Integer.parseInt(gate.replace("months", ""));
                } else if (gate.endsWith("days")) {
                    days = Integer.parseInt(gate.replace("days", ""));
                } else {
                    education = gate;
                }
            }
            return new Gates(education, months, days);
        }

        private static KnowledgeComponent component(String line) {
            String[] words = line.split(" ", -1);
            ComponentId id = new ComponentId(words[0]);
            List<SkillId> teaches = new ArrayList<>();
            Map<Depth, DepthGoal> depths = new EnumMap<>(Depth.class);
            List<Prerequisite> prerequisites = new ArrayList<>();
            for (int i = 1; i < words.length; i++) {
                String[] parts = words[i].split("=", 2);
                for (String value : parts[1].split(",", -1)) {
                    switch (parts[0]) {
                        case "teaches" -> teaches.add(new SkillId(value));
                        case "hours" -> {
                            double hours = Double.parseDouble(value);
                            depths.put(
                                    Depth.ofRank(depths.size()),
                                    new DepthGoal(new Hours(hours, hours, hours), new LocalText("能", "You can")));
                        }
                        case "needs" -> {
                            String[] needed = value.split("[/@]", 3);
                            prerequisites.add(new Prerequisite(
                                    new ComponentDepth(id, depth(needed[2])),
                                    new ComponentDepth(new ComponentId(needed[0]), depth(needed[1])),
                                    Prerequisite.Kind.HARD));
                        }
                        default -> throw new IllegalArgumentException(line);
                    }
                }
            }
            return new KnowledgeComponent(
                    id, "small", new LocalText("名", "Name"), teaches, depths, prerequisites, "estimate", List.of());
        }
    }

    record Learner(
            @JsonProperty(required = true) double hours,
            @JsonProperty(required = true) List<String> components,
            @JsonProperty(required = true) List<String> skills,
            @JsonProperty(required = true) List<String> parked,
            @Nullable List<Integer> internship) {

        PlanningRequest request() {
            return new PlanningRequest(
                    Set.of("backend"),
                    components.stream()
                            .map(each -> each.split("/", 2))
                            .map(each -> new ComponentDepth(new ComponentId(each[0]), depth(each[1])))
                            .toList(),
                    skills.stream()
                            .map(each -> each.split("/", 2))
                            .collect(Collectors.toMap(each -> new SkillId(each[0]), each -> depth(each[1]))),
                    hours,
                    EducationLevel.BACHELOR,
                    internship == null ? Internship.ANY : new Internship(internship.get(0), internship.get(1)),
                    parked.stream().map(SkillId::new).collect(Collectors.toSet()),
                    LocalDate.of(2026, 6, 1));
        }
    }

    private static Depth depth(String id) {
        return Depth.valueOf(id.toUpperCase(Locale.ROOT));
    }
}
