package dev.nextskill.ingest.posting;

import dev.nextskill.ingest.posting.BatchIngestion.TooManyBatchesException;
import dev.nextskill.ingest.posting.JobSource.Kind;
import dev.nextskill.ingest.posting.Rejection.Fault;
import dev.nextskill.ingest.source.TextDecoding;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Postings over HTTP. Bodies are read here as streams, and media types told apart here, because the framework would read a
 * body whole, with one limit for single postings and batches alike, and explain neither.
 */
@Path("/api/job-postings")
@Tag(name = "Job postings", description = "Postings in, onto Kafka")
public final class JobPostingResource {

    private static final Logger LOG = Logger.getLogger(JobPostingResource.class);
    private static final String NDJSON = "application/x-ndjson";
    private static final Set<String> NDJSON_NAMES = Set.of(NDJSON, "application/ndjson", "application/jsonl");
    private static final String PROBLEM_JSON = "application/problem+json";
    private static final String CONNECTION = "Connection";

    private final PostingReader postings;
    private final JobPostingIngestion ingestion;
    private final BatchIngestion batches;
    private final PostingCounts counts;
    private final IngestConfig config;

    JobPostingResource(
            PostingReader postings,
            JobPostingIngestion ingestion,
            BatchIngestion batches,
            PostingCounts counts,
            IngestConfig config) {
        this.postings = postings;
        this.ingestion = ingestion;
        this.batches = batches;
        this.counts = counts;
        this.config = config;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Ingest one posting",
            description =
                    "Answers only when the event log has acknowledged the posting. The same words (NFKC, white space"
                            + " folded) are the same posting: a repeat has the same id and is answered 200.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema =
                                @Schema(
                                        type = SchemaType.OBJECT,
                                        requiredProperties = "text",
                                        properties = {
                                            @SchemaProperty(name = "title", maxLength = 1000),
                                            @SchemaProperty(name = "company", maxLength = 1000),
                                            @SchemaProperty(name = "location", maxLength = 1000),
                                            @SchemaProperty(name = "datePosted", format = "date"),
                                            @SchemaProperty(name = "url", format = "uri", maxLength = 2000),
                                            @SchemaProperty(
                                                    name = "text",
                                                    minLength = 20,
                                                    description = "The posting's own words, 100 kB of UTF-8 at most.")
                                        }),
                        examples = @ExampleObject(name = "posting", value = """
                                                {"title": "Backend intern", "company": "Example Ltd", "location": "Shanghai",
                                                 "datePosted": "2026-05-28", "url": "https://example.org/jobs/1",
                                                 "text": "Requirements:\\n1. Know Go or Python;\\n2. Master MySQL and Redis."}
                                                """)),
                @Content(
                        mediaType = MediaType.TEXT_PLAIN,
                        schema = @Schema(type = SchemaType.STRING),
                        examples =
                                @ExampleObject(
                                        name = "pasted text",
                                        value = "We look for an intern who knows Python and likes Kubernetes."))
            })
    @APIResponse(
            responseCode = "202",
            description = "New, and safely in the event log.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PostingReceipt.class),
                            examples = @ExampleObject(name = "accepted", value = """
                                                    {"postingId": "142dfe4f-53ca-534f-b5ac-92b7d93199dd", "status": "accepted",
                                                     "links": {"jobPosting": "http://localhost:8082/api/job-postings/142dfe4f-53ca-534f-b5ac-92b7d93199dd"}}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "The same words were ingested before.",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PostingReceipt.class),
                            examples = @ExampleObject(name = "duplicate", value = """
                                                    {"postingId": "142dfe4f-53ca-534f-b5ac-92b7d93199dd", "status": "duplicate",
                                                     "links": {"jobPosting": "http://localhost:8082/api/job-postings/142dfe4f-53ca-534f-b5ac-92b7d93199dd"}}
                                                    """)))
    @APIResponse(
            responseCode = "400",
            description = "Broken JSON, wrong encoding, missing or too short text, unknown or invalid field.",
            content =
                    @Content(
                            mediaType = PROBLEM_JSON,
                            schema = @Schema(implementation = HttpProblem.class),
                            examples = @ExampleObject(name = "bad date", value = """
                                                    {"status": 400, "title": "A field has an invalid value", "field": "datePosted",
                                                     "detail": "The field \\"datePosted\\" must be a day like 2026-05-28 (year-month-day), but is \\"May 2026\\". Correct it, or leave it out."}
                                                    """)))
    @APIResponse(
            responseCode = "413",
            description = "The posting is too long.",
            content = @Content(mediaType = PROBLEM_JSON, schema = @Schema(implementation = HttpProblem.class)))
    @APIResponse(
            responseCode = "415",
            description = "Neither application/json nor text/plain, or a charset that is not known.",
            content = @Content(mediaType = PROBLEM_JSON, schema = @Schema(implementation = HttpProblem.class)))
    @APIResponse(
            responseCode = "503",
            description = "The event log did not acknowledge the posting in time: send it again.",
            headers = @Header(name = HttpHeaders.RETRY_AFTER, description = "Seconds to wait."),
            content = @Content(mediaType = PROBLEM_JSON, schema = @Schema(implementation = HttpProblem.class)))
    public Response ingest(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @Nullable InputStream body)
            throws IOException, InterruptedException, ExecutionException {
        var type = mediaType(contentType, "application/json or text/plain");
        try {
            var posting = read(type, limited(body));
            var done = ingestion.ingest(posting, JobSource.api(posting.url())).get();
            counts.ingested(Kind.TEXT, done);
            return answer(done);
        } catch (RejectedPostingException e) {
            counts.rejected(Kind.TEXT);
            throw problem(e.rejection());
        }
    }

    @POST
    @Path("batch")
    @Produces(NDJSON)
    @Operation(
            summary = "Ingest a stream of postings, one JSON object a line",
            description =
                    "Any length. One receipt a line, in order, while the request is still being sent; so read the answer"
                            + " while sending. Fields as in a single posting; \"city\" is taken as location and \"date\" as datePosted,"
                            + " unknown fields are passed over, and an optional field with a useless value is dropped and named. Blank"
                            + " lines count, but get no receipt.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema = @Schema(type = SchemaType.STRING),
                            examples = @ExampleObject(name = "two postings", value = """
                                                    {"title": "Backend intern", "city": "Shanghai", "text": "Know Go or Python; master MySQL and Redis."}
                                                    {"title": "Inference intern", "date": "2026-05", "text": "Know CUDA and C++; TensorRT is a plus."}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description =
                    "One receipt a line. \"rejected\" says why, and whether to correct the line or to send it again.",
            content =
                    @Content(
                            mediaType = NDJSON,
                            schema = @Schema(implementation = LineReceipt.class),
                            examples = @ExampleObject(name = "receipts", value = """
                                                    {"line":1,"status":"accepted","postingId":"142dfe4f-53ca-534f-b5ac-92b7d93199dd","dropped":["date"]}
                                                    {"line":2,"status":"rejected","reason":"The field \\"text\\" is missing. Send the posting's own words in it."}
                                                    """)))
    @APIResponse(
            responseCode = "415",
            description = "Not NDJSON, or in a charset whose line ends are not those of ASCII.",
            content = @Content(mediaType = PROBLEM_JSON, schema = @Schema(implementation = HttpProblem.class)))
    @APIResponse(
            responseCode = "503",
            description = "Too many batches at once: send it again.",
            headers = @Header(name = HttpHeaders.RETRY_AFTER, description = "Seconds to wait."),
            content = @Content(mediaType = PROBLEM_JSON, schema = @Schema(implementation = HttpProblem.class)))
    public StreamingOutput ingestBatch(
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @Nullable InputStream body) {
        var type = mediaType(contentType, NDJSON);
        if (!NDJSON_NAMES.contains(nameOf(type))) {
            throw unsupported(type.toString(), NDJSON);
        }
        var charset = charset(type);
        if (!TextDecoding.endsLinesAsAsciiDoes(charset)) {
            throw closing(
                    Status.UNSUPPORTED_MEDIA_TYPE,
                    "Lines cannot be told apart in the charset %s. Convert the batch to UTF-8."
                            .formatted(charset.name()));
        }
        return out -> ingestBatch(body == null ? InputStream.nullInputStream() : body, charset, out);
    }

    private void ingestBatch(InputStream body, Charset charset, OutputStream out) {
        try {
            batches.ingest(body, charset, out);
        } catch (TooManyBatchesException e) {
            // Nobody has read the body, as in closing().
            throw unavailable("%d batches are being read already. Send this one again later, or one after the other."
                            .formatted(config.batch().maxConcurrent()))
                    .withHeader(CONNECTION, "close")
                    .build();
        } catch (IOException e) {
            LOG.infof("The sender of a batch left without taking all receipts (%s).", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The service is stopping.", e);
        }
    }

    private ReceivedPosting read(MediaType type, byte[] body) throws RejectedPostingException {
        return switch (nameOf(type)) {
            case MediaType.APPLICATION_JSON -> postings.readJson(body, charset(type));
            case MediaType.TEXT_PLAIN -> postings.readText(body, charset(type));
            default -> throw unsupported(type.toString(), "application/json or text/plain");
        };
    }

    private byte[] limited(@Nullable InputStream body) throws IOException, RejectedPostingException {
        var limit = postings.limits().maxBodyBytes();
        var bytes = body == null ? new byte[0] : body.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new RejectedPostingException(
                    Fault.TOO_LONG,
                    null,
                    ("The body has more than %d bytes. Send one posting at a time, without the page around it; many postings go"
                                    + " to /api/job-postings/batch.")
                            .formatted(limit));
        }
        return bytes;
    }

    private Response answer(Ingestion done) {
        return switch (done.outcome()) {
            case ACCEPTED -> receipt(Status.ACCEPTED, done.postingId(), ReceiptStatus.ACCEPTED);
            case DUPLICATE -> receipt(Status.OK, done.postingId(), ReceiptStatus.DUPLICATE);
            // Answered, not thrown: thrown, it would log a stack trace for every posting of an outage.
            case UNPUBLISHED ->
                unavailable(
                                "The event log did not acknowledge the posting in time. Nothing is wrong with it: send it again.")
                        .build()
                        .toResponse();
        };
    }

    private Response receipt(Status status, UUID postingId, ReceiptStatus said) {
        var jobPosting = URI.create(config.links().jobPosting().replace("{postingId}", postingId.toString()));
        return Response.status(status)
                .entity(new PostingReceipt(postingId, said, new PostingReceipt.Links(jobPosting)))
                .build();
    }

    private static MediaType mediaType(@Nullable String contentType, String expected) {
        if (contentType == null) {
            throw unsupported("missing", expected);
        }
        try {
            return MediaType.valueOf(contentType);
        } catch (IllegalArgumentException e) {
            throw unsupported(contentType, expected);
        }
    }

    /** Without the parameters. */
    private static String nameOf(MediaType type) {
        return (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
    }

    private static Charset charset(MediaType type) {
        var name = type.getParameters().get(MediaType.CHARSET_PARAMETER);
        try {
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw closing(
                    Status.UNSUPPORTED_MEDIA_TYPE,
                    "The charset \"%s\" of the Content-Type is not known. Convert the body to UTF-8.".formatted(name));
        }
    }

    private static HttpProblem problem(Rejection rejection) {
        var status =
                switch (rejection.fault()) {
                    case TOO_LONG -> Status.REQUEST_ENTITY_TOO_LARGE;
                    case MALFORMED_ENCODING, BROKEN_JSON, UNKNOWN_FIELD, INVALID_FIELD, TEXT_MISSING, TEXT_TOO_SHORT ->
                        Status.BAD_REQUEST;
                };
        var problem = HttpProblem.builder()
                .withStatus(status)
                .withTitle(rejection.fault().title())
                .withDetail(rejection.detail());
        if (rejection.field() != null) {
            problem.with("field", rejection.field());
        }
        if (rejection.fault() == Fault.TOO_LONG) {
            problem.withHeader(CONNECTION, "close");
        }
        return problem.build();
    }

    private static HttpProblem unsupported(String contentType, String expected) {
        return closing(
                Status.UNSUPPORTED_MEDIA_TYPE,
                "The Content-Type is %s, but must be %s.".formatted(contentType, expected));
    }

    private HttpProblem.Builder unavailable(String detail) {
        return HttpProblem.builder()
                .withStatus(Status.SERVICE_UNAVAILABLE)
                .withTitle(Status.SERVICE_UNAVAILABLE.getReasonPhrase())
                .withDetail(detail)
                .withHeader(HttpHeaders.RETRY_AFTER, config.kafka().retryAfter().toSeconds());
    }

    /** A body that nobody has read may be of any length, so the connection ends with the answer. */
    private static HttpProblem closing(Status status, String detail) {
        return HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail)
                .withHeader(CONNECTION, "close")
                .build();
    }
}
