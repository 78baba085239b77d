package dev.nextskill.edges.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.junit.jupiter.api.Test;

class PostingTracesTest {

    private static final String SENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final PostingTraces traces = new PostingTraces(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build());

    @Test
    void a_span_continues_the_trace_of_the_record() {
        traces.start("read", SENT).end();

        SpanData span = exporter.getFinishedSpanItems().get(0);
        assertThat(span.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
    }

    @Test
    void its_header_hands_the_trace_on() {
        Span first = traces.start("read", SENT);
        String header = PostingTraces.header(first).orElseThrow();
        Span second = traces.start("count", header);

        assertThat(header)
                .startsWith("00-0af7651916cd43dd8448eb211c80319c-"
                        + first.getSpanContext().getSpanId());
        assertThat(second.getSpanContext().getTraceId())
                .isEqualTo(first.getSpanContext().getTraceId());
    }

    @Test
    void a_record_without_the_header_or_with_a_broken_one_begins_a_trace() {
        assertThat(traces.start("read", null).getSpanContext().isValid()).isTrue();
        assertThat(traces.start("read", "00-nonsense").getSpanContext().isValid())
                .isTrue();
    }

    @Test
    void where_the_sdk_is_disabled_nothing_is_handed_on() {
        Span span = new PostingTraces(OpenTelemetry.noop()).start("read", null);

        assertThat(PostingTraces.header(span)).isEmpty();
    }
}
