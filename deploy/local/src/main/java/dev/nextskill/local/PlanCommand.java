package dev.nextskill.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nextskill.local.ServiceProcess.Name;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./nextskill plan}: the sample learner unless told otherwise. */
@Command(
        name = "plan",
        description =
                "Print a learning path: for the sample learner, for a file like deploy/local/sample/learner.json, or for what the options say.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private RunningSystem system;

    @Option(names = "--learner", paramLabel = "FILE", description = "Who learns; options override what the file says.")
    private @Nullable Path learner;

    @Option(names = "--goal", paramLabel = "ROLE-CLASS", description = "May be given several times.")
    private List<String> goal = List.of();

    @Option(
            names = "--known",
            split = ",",
            paramLabel = "SKILL=DEPTH",
            description =
                    "What is known and how deep (recognise, explain, build), for instance python=build,mysql=recognise.")
    private Map<String, String> known = new TreeMap<>();

    @Option(names = "--hours", paramLabel = "N", description = "Hours in all.")
    private @Nullable Double hours;

    @Option(names = "--parked", split = ",", paramLabel = "LANGUAGE", description = "Languages not to learn now.")
    private List<String> parked = List.of();

    @Option(names = "--json", description = "Print the service's answer instead of the table.")
    private boolean json;

    @Option(names = "--home", hidden = true, defaultValue = "${sys:nextskill.home}")
    private Path home;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ObjectNode request = LearnerFile.read(
                        learner == null ? home.resolve("deploy/local/sample/learner.json") : learner)
                .request();
        if (!goal.isEmpty()) {
            ArrayNode roleClasses = request.putObject("goal").putArray("roleClasses");
            goal.forEach(roleClasses::add);
        }
        if (!known.isEmpty()) {
            ArrayNode list = request.putArray("known");
            known.forEach((skill, depth) -> list.addObject().put("skill", skill).put("depth", depth));
        }
        if (hours != null) {
            request.remove(List.of("hoursPerWeek", "from", "deadline"));
            request.put("hours", hours);
        }
        if (!parked.isEmpty()) {
            ArrayNode list = request.putArray("parkedLanguages");
            parked.forEach(list::add);
        }
        var path = new HttpApi().post(system.address(Name.PLANNER) + "/api/learning-paths", request);
        if (json) {
            spec.commandLine().getOut().println(path.toPrettyString());
        } else {
            new LearningPathPrinter(spec.commandLine().getOut()).print(path);
        }
        return 0;
    }
}
