package dev.nextskill.extract.extraction;

import dev.nextskill.extract.model.EngineChoice;
import dev.nextskill.extract.model.ModelUnavailableException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.logging.Log;
import jakarta.enterprise.inject.Instance;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The preview: what would be read from a posting. */
@Path("/api/extractions")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Extractions", description = "Reads a posting without storing it.")
class ExtractionResource {

    /** What an engine is called in requests. */
    private static final String RULES = "rules";

    private static final String LLM = "llm";

    private final RequirementExtraction extraction;
    private final ExtractionConfig config;
    private final Instance<ModelExtractor> model;
    private final EngineChoice choice;

    ExtractionResource(
            RequirementExtraction extraction,
            ExtractionConfig config,
            Instance<ModelExtractor> model,
            EngineChoice choice) {
        this.extraction = extraction;
        this.config = config;
        this.model = model;
        this.choice = choice;
    }

    /** A posting's words. */
    record Preview(
            @Nullable String title,
            @Nullable String company,

            @NotBlank(message = "is empty; send the posting's own words")
            String text) {}

    @POST
    @Operation(
            summary = "Read a posting, store nothing",
            description =
                    "Answers the payload that the event of this posting would have. With engine=llm the model is asked, which takes seconds and its tokens.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "a short posting", value = """
                                                    {"title": "后端开发实习生", "company": "示例科技",
                                                     "text": "任职要求：1、熟悉 Go/Python 至少一门语言；2、掌握 MySQL、Redis；3、有 Kubernetes 经验优先。"}""")))
    @APIResponse(
            responseCode = "200",
            description = "The requirements with their evidence, as in skill-requirements/v1.")
    @APIResponse(
            responseCode = "400",
            description = "The text is empty, the body is not JSON, or a parameter has no such value.")
    @APIResponse(responseCode = "409", description = "engine=llm, and no model is configured.")
    @APIResponse(responseCode = "413", description = "The text is longer than extract.preview.max-text.")
    @APIResponse(responseCode = "422", description = "The extractor cannot read this text.")
    @APIResponse(
            responseCode = "503",
            description = "The model cannot be asked now; Retry-After says in how many seconds it may.")
    public SkillRequirementsExtracted preview(
            @Parameter(
                            description = "Which engine reads: rules, or llm (the model, merged with the rules).",
                            schema =
                                    @Schema(
                                            enumeration = {RULES, LLM},
                                            defaultValue = RULES))
                    @QueryParam("engine")
                    @DefaultValue(RULES)
                    String engine,
            @Parameter(
                            description = "Whether prior postings help the model.",
                            schema =
                                    @Schema(
                                            enumeration = {"on", "off"},
                                            defaultValue = "on"))
                    @QueryParam("retrieval")
                    @DefaultValue("on")
                    String retrieval,
            @Valid @NotNull(message = "is missing; send {\"text\": \"…\"}") Preview preview) {
        boolean byModel = isOneOf("engine", engine, LLM, RULES);
        boolean withRetrieval = isOneOf("retrieval", retrieval, "on", "off");
        int size = preview.text().getBytes(StandardCharsets.UTF_8).length;
        long most = config.preview().maxText().asLongValue();
        if (size > most) {
            throw HttpProblem.valueOf(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE,
                    "The text has %d bytes, more than %d; send the posting alone.".formatted(size, most));
        }
        PostingText words = new PostingText(preview.title(), preview.company(), preview.text());
        if (byModel && !choice.usesModel()) {
            throw HttpProblem.builder()
                    .withTitle("No model is configured")
                    .withStatus(Response.Status.CONFLICT)
                    .withDetail(
                            "engine=llm needs a model; set extract.model.base-url, extract.model.api-key and extract.model.name, or use engine=rules.")
                    .build();
        }
        try {
            return byModel
                    ? extraction.preview(words, posting -> model.get().extract(posting, withRetrieval))
                    : extraction.preview(words);
        } catch (ModelUnavailableException e) {
            Log.warnf("The model could not read a preview: %s", e.getMessage());
            throw HttpProblem.builder()
                    .withTitle("The model cannot be asked now")
                    .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                    .withDetail(e.getMessage() + " Try again later, or use engine=rules.")
                    .withHeader("Retry-After", Math.max(1, e.retryAfter().toSeconds()))
                    .build();
        } catch (RuntimeException | StackOverflowError e) {
            Log.warn("The extractor failed on a preview", e);
            throw HttpProblem.builder()
                    .withTitle("The text cannot be read")
                    .withStatus(422)
                    .withDetail("The extractor failed on this text; please report it with the text.")
                    .build();
        }
    }

    /** Whether a parameter has the first of two values. */
    private static boolean isOneOf(String parameter, String value, String yes, String no) {
        if (!value.equals(yes) && !value.equals(no)) {
            throw HttpProblem.valueOf(
                    Response.Status.BAD_REQUEST,
                    "The parameter %s is \"%s\"; it must be %s or %s.".formatted(parameter, value, yes, no));
        }
        return value.equals(yes);
    }
}
