package dev.nextskill.extract.extraction;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.logging.Log;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
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

    private final RequirementExtraction extraction;
    private final ExtractionConfig config;

    ExtractionResource(RequirementExtraction extraction, ExtractionConfig config) {
        this.extraction = extraction;
        this.config = config;
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
            description = "Answers the payload that the event of this posting would have.")
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
    @APIResponse(responseCode = "400", description = "The text is empty, or the body is not JSON.")
    @APIResponse(responseCode = "413", description = "The text is longer than extract.preview.max-text.")
    @APIResponse(responseCode = "422", description = "The extractor cannot read this text.")
    public SkillRequirementsExtracted preview(
            @Valid @NotNull(message = "is missing; send {\"text\": \"…\"}") Preview preview) {
        int size = preview.text().getBytes(StandardCharsets.UTF_8).length;
        long most = config.preview().maxText().asLongValue();
        if (size > most) {
            throw HttpProblem.valueOf(
                    Response.Status.REQUEST_ENTITY_TOO_LARGE,
                    "The text has %d bytes, more than %d; send the posting alone.".formatted(size, most));
        }
        try {
            return extraction.preview(new PostingText(preview.title(), preview.company(), preview.text()));
        } catch (RuntimeException | StackOverflowError e) {
            Log.warn("The extractor failed on a preview", e);
            throw HttpProblem.builder()
                    .withTitle("The text cannot be read")
                    .withStatus(422)
                    .withDetail("The extractor failed on this text; please report it with the text.")
                    .build();
        }
    }
}
