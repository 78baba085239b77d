package dev.nextskill.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextskill.local.LocalStack.Part;
import dev.nextskill.local.Postings.Outcome;
import dev.nextskill.local.RunRecord.RunningProcess;
import dev.nextskill.local.ServiceProcess.Name;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./nextskill up}: the stack, the three services, the sample, the learning path. */
@Command(
        name = "up",
        description = "Start everything on this machine, read the sample and print its learning path.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    private static final Duration SERVICE_START = Duration.ofMinutes(2);
    private static final Duration WATCH = Duration.ofSeconds(2);
    private static final Duration SAMPLE_COUNTED = Duration.ofMinutes(1);

    @Option(names = "--once", description = "Stop everything after the path was printed.")
    private boolean once;

    @Option(names = "--ephemeral", description = "Use throw-away data and free ports.")
    private boolean ephemeral;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = RunningSystem.DEFAULT_DATA,
            description = "Where data and logs are kept (default: ~/.nextskill).")
    private Path directory;

    @Option(names = "--no-sample", description = "Do not send the sample postings when there are none yet.")
    private boolean noSample;

    @Option(
            names = "--port",
            paramLabel = "NAME=PORT",
            description = "Use this port for ingest, extract, planner, kafka, postgres or redis. "
                    + "Usual: 8081, 8082, 8083, and any free one for the rest; 0 is any free one.")
    private Map<String, Integer> ports = Map.of();

    @Option(names = "--home", hidden = true, defaultValue = "${sys:nextskill.home}")
    private Path home;

    @Spec
    private CommandSpec spec;

    private final HttpApi api = new HttpApi();

    @Override
    public Integer call() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        rejectUnknownPortNames();
        try (OnExit onExit = new OnExit()) {
            DataDirectory data = onExit.own(ephemeral ? DataDirectory.ephemeral() : DataDirectory.take(directory));
            say("NextSkill · data and logs in %s", data.root());
            List<String> leftovers = data.stopLeftovers();
            if (!leftovers.isEmpty()) {
                say("  stopped what an earlier, killed start had left: %s", String.join(", ", leftovers));
            }
            Map<Name, Integer> servicePorts = servicePorts();
            LocalStack stack = onExit.own(new LocalStack(data, this::portOf));
            Services services = onExit.own(new Services(stack, data));
            stack.start((part, took) -> {
                step(part.toString(), took);
                data.write(services.runRecord());
            });
            services.launch(servicePorts);
            services.awaitReady();
            if (!noSample) {
                sendSampleOnce(services, stack, data);
            }
            JsonNode path = api.post(services.address(Name.PLANNER) + "/api/learning-paths", sampleLearner());
            new LearningPathPrinter(spec.commandLine().getOut()).print(path);
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            sayWhere(services, stack, data);
            sayCost(took, services);
            if (!noSample) {
                requireEvidence(path);
            }
            if (!once) {
                say("%nCtrl-C stops everything.");
                while (true) {
                    Thread.sleep(WATCH.toMillis());
                    services.restartEnded();
                }
            }
        }
        say("Stopped.");
        return 0;
    }

    private void rejectUnknownPortNames() {
        List<String> known = Stream.concat(Stream.of(Name.values()), Stream.of(Part.values()))
                .map(Object::toString)
                .toList();
        ports.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            "--port %s: there is no such part; there are %s".formatted(name, known));
                });
    }

    private int portOf(Part part) {
        return choosePort(part.toString(), 0);
    }

    private Map<Name, Integer> servicePorts() {
        Map<Name, Integer> chosen = new EnumMap<>(Name.class);
        for (Name service : Name.values()) {
            chosen.put(service, choosePort(service.toString(), ephemeral ? 0 : service.usualPort));
        }
        return chosen;
    }

    /** The port asked for, or else the usual one; 0 is any free one. */
    private int choosePort(String name, int usual) {
        int port = ports.getOrDefault(name, usual);
        if (port == 0) {
            return Ports.free();
        }
        if (!Ports.isFree(port)) {
            throw new StartFailedException(
                    "Port %1$d is taken by another program. Free it, or choose another with --port %2$s=PORT (0: any free one)."
                            .formatted(port, name));
        }
        return port;
    }

    /** When no posting was ever received, or when an earlier start was killed while it sent the sample. */
    private void sendSampleOnce(Services services, LocalStack stack, DataDirectory data)
            throws IOException, InterruptedException {
        Path sending = data.path("sample-is-being-sent");
        if (stack.hasNoPostings() || Files.exists(sending)) {
            Files.writeString(sending, "");
            sendSample(services);
            Files.delete(sending);
        }
    }

    /** The main promise: a path, each step of which names postings that ask for it. */
    private static void requireEvidence(JsonNode path) {
        boolean proven = !path.path("steps").isEmpty();
        for (JsonNode step : path.path("steps")) {
            JsonNode reason = step.path("reasons").path(0);
            proven &= !reason.path("evidence").isEmpty()
                    || !reason.path("because").path("evidence").isEmpty();
        }
        if (!proven) {
            throw new StartFailedException(
                    "The learning path has no steps, or a step that names no posting. This is a defect: please report it.");
        }
    }

    private void sendSample(Services services) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Postings postings = new Postings(api, services.address(Name.INGEST));
        Outcome outcome = Outcome.none();
        try (Stream<Path> files = Files.list(home.resolve("deploy/local/sample/job-postings"))) {
            for (Path file : files.sorted().toList()) {
                outcome = outcome.plus(postings.send(file.toString(), "application/json", Files.readAllBytes(file)));
            }
        }
        if (outcome.rejected() > 0) {
            throw new StartFailedException("The sample was not accepted: " + outcome.complaints());
        }
        long sent = outcome.accepted();
        if (!Ports.await(SAMPLE_COUNTED, () -> counted(services) >= sent)) {
            throw new StartFailedException(
                    "Of %d sample postings only %d were counted after %d s. The logs of extract-service and planner-service say why."
                            .formatted(sent, counted(services), SAMPLE_COUNTED.toSeconds()));
        }
        step("%d sample postings read".formatted(sent), Duration.ofNanos(System.nanoTime() - begin));
    }

    private long counted(Services services) {
        try {
            return api.get(services.address(Name.PLANNER) + "/api/market/counts")
                    .path("counted")
                    .asLong();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private ObjectNode sampleLearner() throws IOException {
        return LearnerFile.read(home.resolve("deploy/local/sample/learner.json"))
                .request();
    }

    private void sayWhere(Services services, LocalStack stack, DataDirectory data) {
        say("%nWhere things are");
        for (Name service : Name.values()) {
            say("  %-18s %s/q/swagger-ui", service + "-service", services.address(service));
        }
        new TreeMap<>(stack.serviceConfiguration())
                .forEach((key, value) -> say("  %-34s %s", key, key.endsWith("password") ? "(in run.json)" : value));
        say("  logs                               %s", data.path("logs"));
        say("More: ./nextskill ingest FILE…   ./nextskill plan --help   ./nextskill market   ./nextskill status");
    }

    private void sayCost(Duration took, Services services) {
        List<ProcessHandle> roots = Stream.concat(
                        Stream.of(ProcessHandle.current()),
                        services.processes().stream().flatMap(process -> process.find().stream()))
                .toList();
        String memory = ResidentMemory.ofTrees(roots).stream()
                .mapToObj(bytes -> String.format(Locale.ROOT, ", %.2f GB resident in all", bytes / 1e9))
                .findFirst()
                .orElse("");
        say("%n%.1f s from start to path%s", took.toMillis() / 1000.0, memory);
    }

    private void step(String what, Duration took) {
        say("  ✓ %-24s %5.1f s", what, took.toMillis() / 1000.0);
    }

    private void say(String format, Object... arguments) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, format + "%n", arguments);
        out.flush();
    }

    /** The three services, started together and stopped together. */
    private final class Services implements AutoCloseable {

        private static final int MOST_RESTARTS = 5;

        private final LocalStack stack;
        private final DataDirectory data;
        private final List<ServiceProcess> running = new ArrayList<>();
        private int restarts;
        private boolean closed;

        Services(LocalStack stack, DataDirectory data) {
            this.stack = stack;
            this.data = data;
        }

        synchronized void launch(Map<Name, Integer> ports) throws IOException {
            String extract = "http://localhost:" + ports.get(Name.EXTRACT);
            for (Map.Entry<Name, Integer> port : ports.entrySet()) {
                running.add(launch(port.getKey(), port.getValue(), extract));
            }
            data.write(runRecord());
        }

        private ServiceProcess launch(Name name, int port, String extract) throws IOException {
            if (closed) {
                throw new StartFailedException("Stopped while starting.");
            }
            Map<String, String> configuration = new TreeMap<>(stack.serviceConfiguration());
            if (name == Name.INGEST) {
                configuration.put("ingest.links.job-posting", extract + "/api/job-postings/{postingId}");
            }
            return ServiceProcess.launch(name, port, configuration, home, data.log(name + "-service"));
        }

        /** As an orchestrator would: what ended by itself is started again, but not for ever. */
        synchronized void restartEnded() throws IOException, InterruptedException {
            if (closed) {
                return;
            }
            List<StackPart> parts = stack.restartEnded();
            parts.forEach(part -> say("  %s ended by itself and was started again", part));
            for (int i = 0; i < running.size(); i++) {
                ServiceProcess service = running.get(i);
                if (!service.isAlive()) {
                    if (restarts++ == MOST_RESTARTS) {
                        throw service.endsAgainAndAgain();
                    }
                    say("  %s-service ended by itself; starting it again", service.name());
                    running.set(i, launch(service.name(), service.port(), address(Name.EXTRACT)));
                    data.write(runRecord());
                }
            }
            if (!parts.isEmpty()) {
                data.write(runRecord());
            }
        }

        void awaitReady() throws InterruptedException {
            long begin = System.nanoTime();
            for (ServiceProcess service : running) {
                service.awaitReady(api, SERVICE_START);
                step(service.name() + "-service", Duration.ofNanos(System.nanoTime() - begin));
            }
        }

        String address(Name name) {
            return running.stream()
                    .filter(service -> service.name() == name)
                    .findFirst()
                    .orElseThrow()
                    .address();
        }

        RunRecord runRecord() {
            Map<String, String> addresses = new TreeMap<>();
            running.forEach(service -> addresses.put(service.name().toString(), service.address()));
            return new RunRecord(
                    RunningProcess.of("launcher", ProcessHandle.current()),
                    processes(),
                    addresses,
                    stack.serviceConfiguration());
        }

        List<RunningProcess> processes() {
            return Stream.concat(stack.processes().stream(), running.stream().map(ServiceProcess::process))
                    .toList();
        }

        @Override
        public synchronized void close() {
            closed = true;
            running.parallelStream().forEach(ServiceProcess::stop);
        }
    }
}
