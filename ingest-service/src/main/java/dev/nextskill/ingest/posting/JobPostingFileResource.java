package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.posting.FileIngestion.Upload;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Postings as files over HTTP. */
@Path("/api/job-postings/files")
@Tag(name = "Job postings", description = "Postings in, onto Kafka")
public final class JobPostingFileResource {

    private static final String FILES = "/api/job-postings/files";
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final int LONGEST_NAME = 200;
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([\\w.:-]{1,40})", Pattern.CASE_INSENSITIVE);

    private final FileIngestion ingestion;
    private final IngestConfig config;

    JobPostingFileResource(FileIngestion ingestion, IngestConfig config) {
        this.ingestion = ingestion;
        this.config = config;
    }

    /** Uploads are written to disk before the resource sees them, so their size is judged by what is announced. */
    @ServerRequestFilter(preMatching = true)
    public @Nullable Response refuseTooLarge(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().equals(FILES)) {
            return null;
        }
        var length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return closing(
                    Status.LENGTH_REQUIRED,
                    "The request does not say how long it is. Send it with Content-Length, not in chunks.");
        }
        var most = config.files().maxRequestBytes();
        if (length.length() > 18 || Long.parseLong(length) > most) {
            return closing(
                    Status.REQUEST_ENTITY_TOO_LARGE,
                    "The request has %s bytes, but %d are the most. Send fewer files at a time."
                            .formatted(length, most));
        }
        return null;
    }

    @POST
    @Blocking
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Ingest postings as files",
            description =
                    "Screenshots (PNG, JPEG, WebP), PDF, DOCX, HTML, Markdown, plain text. Every file is a posting, and has a receipt; a page"
                            + " that describes several postings has one for each. With onePosting=true all screenshots are one"
                            + " posting, in the order of the parts: several screenshots of a long page, which may overlap.")
    @APIResponse(
            responseCode = "202",
            description = "At least one posting is new. One receipt a posting; \"problem\" says why one is rejected.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(type = SchemaType.ARRAY, implementation = FileReceipt.class),
                            examples = @ExampleObject(name = "receipts", value = """
                                                    [{"files": ["IMG_0001.png"], "status": "accepted", "postingId": "142dfe4f-53ca-534f-b5ac-92b7d93199dd",
                                                      "title": "Backend intern", "ocr": {"engine": "PP-OCRv4", "confidence": 0.99}},
                                                     {"files": ["blank.png"], "status": "rejected",
                                                      "problem": {"status": 422, "title": "The file has no text", "detail": "…"}}]
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "None is new, and not all are rejected for the same single reason.")
    @APIResponse(
            responseCode = "400",
            description = "No file, or an empty one.",
            content = @Content(mediaType = PROBLEM_JSON))
    @APIResponse(responseCode = "411", description = "No Content-Length.", content = @Content(mediaType = PROBLEM_JSON))
    @APIResponse(
            responseCode = "413",
            description = "Too many bytes, pixels or pages, also unpacked.",
            content = @Content(mediaType = PROBLEM_JSON))
    @APIResponse(
            responseCode = "415",
            description = "The only file is of no known kind, not what its name says, or two things at once.",
            content = @Content(mediaType = PROBLEM_JSON))
    @APIResponse(
            responseCode = "422",
            description = "The only file is broken, encrypted, or has no text.",
            content = @Content(mediaType = PROBLEM_JSON))
    @APIResponse(
            responseCode = "503",
            description = "Too many files are waiting, or the event log is away: send it again.",
            content = @Content(mediaType = PROBLEM_JSON))
    public CompletionStage<Response> ingest(
            @RestForm(FileUpload.ALL) List<FileUpload> files,
            @RestQuery @Parameter(description = "Whether all files are one posting.") boolean onePosting) {
        var uploads = new ArrayList<Upload>();
        for (var file : files) {
            uploads.add(new Upload(
                    shown(file.fileName(), uploads.size() + 1), file.uploadedFile(), charset(file.contentType())));
        }
        if (uploads.isEmpty()) {
            throw HttpProblem.builder()
                    .withStatus(Status.BAD_REQUEST)
                    .withTitle("There is no file")
                    .withDetail("Send at least one file, for instance: curl -F file=@posting.png …" + FILES)
                    .build();
        }
        return ingestion.ingest(uploads, onePosting).thenApply(this::answer);
    }

    private Response answer(List<FileReceipt> receipts) {
        if (receipts.size() == 1) {
            var problem = receipts.get(0).problem();
            if (problem != null) {
                var answer = HttpProblem.builder()
                        .withStatus(problem.status())
                        .withTitle(problem.title())
                        .withDetail(problem.detail());
                if (problem.status() == Status.SERVICE_UNAVAILABLE.getStatusCode()) {
                    answer.withHeader(
                            HttpHeaders.RETRY_AFTER, config.kafka().retryAfter().toSeconds());
                }
                return answer.build().toResponse();
            }
        }
        var anyNew = receipts.stream().anyMatch(each -> each.status() == ReceiptStatus.ACCEPTED);
        return Response.status(anyNew ? Status.ACCEPTED : Status.OK)
                .entity(receipts)
                .build();
    }

    /** What the part's own header says; null when it says nothing, or what we do not know. */
    private static @Nullable Charset charset(@Nullable String contentType) {
        var said = CHARSET.matcher(contentType == null ? "" : contentType);
        try {
            return said.find() ? Charset.forName(said.group(1)) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The last part of the name, without what could disturb a terminal or a log. */
    private static String shown(@Nullable String name, int number) {
        var last = name == null
                ? ""
                : name.replaceFirst(".*[/\\\\]", "")
                        .replaceAll("[\\p{Cntrl}\\p{Cf}]", "")
                        .strip();
        return last.isEmpty() ? "file " + number : last.substring(Math.max(0, last.length() - LONGEST_NAME));
    }

    /** Nobody reads the body, so the connection ends with the answer. */
    private static Response closing(Status status, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail)
                .withHeader("Connection", "close")
                .build()
                .toResponse();
    }
}
