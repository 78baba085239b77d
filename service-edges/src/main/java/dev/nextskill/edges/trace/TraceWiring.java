package dev.nextskill.edges.trace;

import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Gives a service its traces. */
final class TraceWiring {

    @Produces
    @Singleton
    PostingTraces traces(OpenTelemetry telemetry) {
        return new PostingTraces(telemetry);
    }
}
