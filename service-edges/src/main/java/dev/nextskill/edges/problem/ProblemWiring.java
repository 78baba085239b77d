package dev.nextskill.edges.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.arc.ArcUndeclaredThrowableException;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns exceptions that no resource expects into answers that say what to do. */
final class ProblemWiring {

    /** An outage is nobody's fault and passes; anything else on the database is a defect of ours, and must be found. */
    @ServerExceptionMapper({
        PersistenceException.class,
        QuarkusTransactionException.class,
        ArcUndeclaredThrowableException.class
    })
    Response databaseFailed(Exception failure) {
        if (DatabaseFailure.isOutage(failure)) {
            Log.warnf(
                    "A request failed, PostgreSQL is away: %s",
                    DatabaseFailure.sqlCause(failure).map(Throwable::getMessage).orElse(""));
            return HttpProblem.builder()
                    .withTitle("The database cannot be reached")
                    .withStatus(Response.Status.SERVICE_UNAVAILABLE)
                    .withDetail("Nothing is lost; try again once PostgreSQL is back.")
                    .withHeader("Retry-After", 10)
                    .build()
                    .toResponse();
        }
        Log.error("A request failed through an error of ours", failure);
        return HttpProblem.builder()
                .withTitle("The request failed through an error of this service")
                .withStatus(Response.Status.INTERNAL_SERVER_ERROR)
                .withDetail("Trying again will hardly help; the service's log says what failed.")
                .build()
                .toResponse();
    }

    /** JSON of another shape; Quarkus' own answer has no words. */
    @ServerExceptionMapper
    Response otherShape(MismatchedInputException failure) {
        return HttpProblem.builder()
                .withTitle("The body is not what this operation takes")
                .withStatus(Response.Status.BAD_REQUEST)
                .withDetail("%s; /q/swagger-ui shows examples."
                        .formatted(
                                failure.getOriginalMessage().lines().findFirst().orElse("")))
                .build()
                .toResponse();
    }
}
