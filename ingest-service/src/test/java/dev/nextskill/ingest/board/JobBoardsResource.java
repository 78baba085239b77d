package dev.nextskill.ingest.board;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Job boards on this machine, and the sources that poll them; a field of type {@link WireMockServer} is filled in. */
public final class JobBoardsResource implements QuarkusTestResourceLifecycleManager {

    private static @Nullable WireMockServer shared;

    private static synchronized WireMockServer shared() {
        if (shared == null) {
            shared = new WireMockServer(options().dynamicPort().gzipDisabled(true));
            shared.start();
        }
        return shared;
    }

    @Override
    public Map<String, String> start() {
        var boards = shared();
        boards.stubFor(get(urlPathEqualTo("/greenhouse/sample/jobs"))
                .withQueryParam("content", equalTo("true"))
                .willReturn(ok(SampleBoards.GREENHOUSE_PARTLY_BROKEN).withHeader("ETag", "\"1\"")));
        boards.stubFor(get(urlPathEqualTo("/greenhouse/sample/jobs"))
                .withHeader("If-None-Match", equalTo("\"1\""))
                .willReturn(status(304)));
        boards.stubFor(get(urlPathEqualTo("/lever/sample"))
                .inScenario("comes back")
                .whenScenarioStateIs(STARTED)
                .willReturn(serverError())
                .willSetStateTo("back"));
        boards.stubFor(get(urlPathEqualTo("/lever/sample"))
                .inScenario("comes back")
                .whenScenarioStateIs("back")
                .willReturn(ok(SampleBoards.LEVER)));
        boards.stubFor(get(urlPathEqualTo("/ashby/sample")).willReturn(ok(SampleBoards.ASHBY)));
        boards.stubFor(
                get(urlPathEqualTo("/busy/sample")).willReturn(status(429).withHeader("Retry-After", "1000")));

        var keys = new HashMap<String, String>();
        keys.put("ingest.boards.requests-per-minute", "600");
        keys.put("ingest.boards.first-poll-within", "0s");
        keys.put("ingest.boards.first-back-off", "1s");
        var here = "http://127.0.0.1:" + boards.port();
        source(keys, "a-greenhouse", "greenhouse", here + "/greenhouse", true);
        source(keys, "b-lever", "lever", here + "/lever", true);
        source(keys, "c-ashby", "ashby", here + "/ashby", true);
        keys.put("ingest.sources.c-ashby.company", "Sample Evaluations");
        keys.put("ingest.sources.c-ashby.titles", "sre,platform");
        // By another name than the others, which are not to wait for the one that is busy.
        source(keys, "d-private", "lever", "http://localhost:%d/lever".formatted(boards.port()), false);
        source(keys, "e-busy", "lever", "http://localhost:%d/busy".formatted(boards.port()), true);
        source(keys, "f-disabled", "lever", here + "/disabled", true);
        keys.put("ingest.sources.f-disabled.enabled", "false");
        return keys;
    }

    private static void source(
            Map<String, String> keys, String name, String kind, String baseUrl, boolean allowPrivateAddresses) {
        keys.put("ingest.sources.%s.kind".formatted(name), kind);
        keys.put("ingest.sources.%s.board".formatted(name), "sample");
        keys.put("ingest.sources.%s.base-url".formatted(name), baseUrl);
        keys.put("ingest.sources.%s.allow-private-addresses".formatted(name), String.valueOf(allowPrivateAddresses));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(shared(), new TestInjector.MatchesType(WireMockServer.class));
    }

    /** The boards end with the JVM: the next class, or the next Quarkus start, uses them again. */
    @Override
    public void stop() {}
}
