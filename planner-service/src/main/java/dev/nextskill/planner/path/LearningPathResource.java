package dev.nextskill.planner.path;

import dev.nextskill.planner.curriculum.Curriculum;
import dev.nextskill.planner.market.PostingRepository;
import dev.nextskill.planner.market.PostingSignatures;
import dev.nextskill.planner.market.RoleClasses;
import dev.nextskill.planner.path.RequestReading.NotUnderstood;
import dev.nextskill.planner.path.RequestReading.Reading;
import dev.nextskill.planner.path.RequestReading.Understood;
import dev.nextskill.vocabulary.SkillVocabulary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What to learn next. */
@Path("/api/learning-paths")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Learning paths", description = "What to learn next, how deep and why. Nothing is stored.")
public final class LearningPathResource {

    private static final String REQUEST = """
            {"goal":{"roleClasses":["llm-application"]},
             "known":[{"skill":"python","depth":"build"},{"component":"llm-basics","depth":"explain"}],
             "hoursPerWeek":30,"deadline":"2027-01-10","parkedLanguages":["java","c-plus-plus"],"education":"bachelor",
             "internship":{"months":3,"daysPerWeek":4},"language":"en"}""";

    private static final String ANSWER = """
            {"goal":{"roleClasses":[{"id":"llm-application","label":"LLM applications"}]},
             "sample":{"postings":42,"withoutRequirements":3,"repeats":1,"newest":"2026-06-01"},
             "hours":{"available":200,"planned":{"low":3,"typical":5,"high":8}},
             "before":{"coverage":0.31,"applicable":4},"after":{"coverage":0.38,"applicable":7},"meanCoverage":0.37,
             "steps":[{"number":1,"component":{"id":"redis-basics","name":"Redis basics","track":"backend"},"to":"explain",
               "hours":{"low":3,"typical":5,"high":8},"cumulativeHours":5,"coverage":0.38,"applicablePostings":7,
               "youCan":[{"depth":"recognise","text":"You can say when a cache helps"},{"depth":"explain","text":"You can explain expiry and eviction"}],
               "reasons":[{"kind":"asked-by-postings","n":17,"share":0.4048,"interval":{"low":0.2704,"high":0.5551},
                 "evidence":[{"postingId":"1baed335-7124-5e3a-ab90-3c99b0e8aa95","company":"示例科技","title":"大模型应用开发实习生",
                   "skillId":"redis","label":"Redis","necessity":"essential","quote":"掌握 MySQL、Redis"}]},
                 {"kind":"unlocks","applicablePostings":3,"skills":[{"skillId":"redis","label":"Redis","depth":"explain"}]}],
               "resources":[{"title":"Redis documentation","url":"https://redis.io/docs/","language":"en","free":true}]}],
             "notPlanned":[{"skillId":"kubernetes","label":"Kubernetes","n":5,"cause":"hours"}]}""";

    private final PathPlanner planner;
    private final PostingSignatures signatures;
    private final PostingRepository postings;
    private final Curriculum curriculum;
    private final SkillVocabulary vocabulary;
    private final RoleClasses roleClasses;
    private final RequestReading reading;
    private final Clock clock;
    private final Timer planning;

    LearningPathResource(
            PathPlanner planner,
            PostingSignatures signatures,
            PostingRepository postings,
            Curriculum curriculum,
            SkillVocabulary vocabulary,
            RoleClasses roleClasses,
            Clock clock,
            MeterRegistry metrics) {
        this.planner = planner;
        this.signatures = signatures;
        this.postings = postings;
        this.curriculum = curriculum;
        this.vocabulary = vocabulary;
        this.roleClasses = roleClasses;
        this.reading = new RequestReading(vocabulary, curriculum, roleClasses);
        this.clock = clock;
        this.planning = metrics.timer("planner.path.planning");
    }

    @POST
    @Operation(
            summary = "Plan what to learn",
            description =
                    "Every step names postings that ask for it, itself or through what it is a prerequisite of. Without postings, time or anything left to learn the path is empty and a note says why.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = LearningPathRequest.class),
                            examples = @ExampleObject(name = "a second-year student", value = REQUEST)))
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = LearningPathAnswer.class),
                            examples = @ExampleObject(name = "a path of one step", value = ANSWER)))
    @APIResponse(
            responseCode = "400",
            description = "Something in the request is unknown or does not fit together; violations say what",
            content = @Content(mediaType = "application/problem+json"))
    @APIResponse(
            responseCode = "503",
            description = "PostgreSQL cannot be reached; try again later",
            content = @Content(mediaType = "application/problem+json"))
    public LearningPathAnswer plan(@NotNull(message = "The request has no body") @Valid LearningPathRequest request) {
        Reading read = reading.read(request, LocalDate.now(clock));
        if (read instanceof NotUnderstood not) {
            throw HttpProblem.builder()
                    .withStatus(400)
                    .withTitle("Cannot plan this")
                    .withDetail(not.complaints().get(0).message())
                    .with("violations", not.complaints())
                    .build();
        }
        return plan(((Understood) read).request(), request);
    }

    private LearningPathAnswer plan(PlanningRequest wanted, LearningPathRequest request) {
        List<String> goal = request.goal().roleClasses();
        PostingSignatures.Snapshot snapshot = signatures.refresh();
        Timer.Sample sample = Timer.start();
        LearningPath path = planner.plan(snapshot, wanted);
        sample.stop(planning);
        return new LearningPathAnswer.Wording(
                        curriculum,
                        vocabulary,
                        roleClasses,
                        postings.words(LearningPathAnswer.quoted(path)),
                        request.languageOrChinese())
                .of(path, goal);
    }
}
