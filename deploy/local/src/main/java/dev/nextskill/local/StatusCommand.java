package dev.nextskill.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextskill.local.RunRecord.RunningProcess;
import dev.nextskill.local.ServiceProcess.Name;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./nextskill status}: exit code 0 when everything runs and is ready, 1 otherwise. */
@Command(
        name = "status",
        description = "Say what runs, where, and how many postings are in.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private RunningSystem system;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<RunRecord> record = DataDirectory.readRunRecord(system.data());
        if (record.isEmpty()) {
            out.printf("Nothing runs on %s. ./nextskill up starts it.%n", system.data());
            return 1;
        }
        RunRecord run = record.get();
        boolean well = run.launcher().find().isPresent();
        for (RunningProcess process : run.processes()) {
            boolean alive = process.find().isPresent();
            well &= alive;
            out.printf("%-18s %-8s process %d%n", process.name(), alive ? "runs" : "stopped", process.pid());
        }
        HttpApi api = new HttpApi();
        for (Name service : Name.values()) {
            boolean ready = api.isReady(system.address(service));
            well &= ready;
            out.printf("%-18s %-8s %s%n", service + "-service", ready ? "ready" : "not ready", system.address(service));
        }
        if (well) {
            JsonNode stored = api.get(system.address(Name.EXTRACT) + "/api/job-postings/counts");
            JsonNode counted = api.get(system.address(Name.PLANNER) + "/api/market/counts");
            out.printf(
                    Locale.ROOT,
                    "%,d postings stored, %,d counted in the market%n",
                    stored.path("stored").asLong(),
                    counted.path("counted").asLong());
        } else {
            out.println("Not everything runs; ./nextskill up starts it again on the same data.");
        }
        return well ? 0 : 1;
    }
}
