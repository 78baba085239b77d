package dev.nextskill.edges.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Spans of what is done with a posting, whichever service does it, in one trace. Between services, and between the database and Kafka,
 * the trace travels as the <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a> header {@link #HEADER}. Costs nothing
 * where the SDK is disabled.
 */
public final class PostingTraces {

    /** The header, of a record and of HTTP alike. */
    public static final String HEADER = "traceparent";

    private static final TextMapPropagator FORMAT = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<String> ITS_VALUE = new TextMapGetter<>() {

        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String name) {
            return name.equals(HEADER) ? traceparent : null;
        }
    };

    private final Tracer tracer;

    public PostingTraces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.nextskill");
    }

    /**
     * Starts a span; the caller ends it.
     *
     * @param what the span's name
     * @param traceparent the header that came with the posting; without one, or with a broken one, a trace begins
     */
    public Span start(String what, @Nullable String traceparent) {
        return tracer.spanBuilder(what)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(
                        traceparent == null ? Context.root() : FORMAT.extract(Context.root(), traceparent, ITS_VALUE))
                .startSpan();
    }

    /** The header that makes what another does a part of this span; none where the SDK is disabled. */
    public static Optional<String> header(Span span) {
        Map<String, String> headers = new HashMap<>();
        FORMAT.inject(Context.root().with(span), null, (ignored, name, value) -> headers.put(name, value));
        return Optional.ofNullable(headers.get(HEADER));
    }
}
