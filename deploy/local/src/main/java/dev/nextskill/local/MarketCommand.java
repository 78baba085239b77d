package dev.nextskill.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.nextskill.local.ServiceProcess.Name;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./nextskill market}. */
@Command(
        name = "market",
        description = "Show which skills the postings ask for and which language they name first.",
        mixinStandardHelpOptions = true)
final class MarketCommand implements Callable<Integer> {

    @Mixin
    private RunningSystem system;

    @Option(
            names = "--role-class",
            paramLabel = "ID",
            description = "Only postings of this class, for instance llm-application.")
    private @Nullable String roleClass;

    @Option(names = "--since", paramLabel = "YYYY-MM", description = "Only postings of this month and later.")
    private @Nullable String since;

    @Option(names = "--limit", defaultValue = "20", description = "How many skills (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        HttpApi api = new HttpApi();
        String market = system.address(Name.PLANNER) + "/api/market/";
        List<String> filter = new ArrayList<>();
        if (roleClass != null) {
            filter.add("roleClass=" + HttpApi.encode(roleClass));
        }
        if (since != null) {
            filter.add("since=" + HttpApi.encode(since));
        }
        String query = "?" + String.join("&", filter);
        JsonNode demand = api.get(market + "demand" + query + "&limit=" + limit);
        JsonNode languages = api.get(market + "first-languages" + query);

        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%,d postings%s%s%n%n",
                demand.path("n").asLong(),
                roleClass == null ? "" : " of class " + roleClass,
                since == null ? "" : " since " + since);
        print(out, "skill", demand.path("skills"), true);
        out.printf(
                Locale.ROOT,
                "%nFirst language, of the %,d that name one%n%n",
                languages.path("naming").asLong());
        print(out, "language", languages.path("languages"), false);
        return 0;
    }

    private static void print(PrintWriter out, String noun, JsonNode rows, boolean withNecessity) {
        TerminalTable table = withNecessity
                ? TerminalTable.of(26, 9, 9, 17, 11, 10, 16)
                        .row(noun, "postings", "share", "95 % interval", "essential", "optional", "responsibility")
                : TerminalTable.of(26, 9, 9, 17).row(noun, "postings", "share", "95 % interval");
        for (JsonNode row : rows) {
            List<String> cells = new ArrayList<>(List.of(
                    row.path("label").asText(),
                    row.path("n").asText(),
                    percent(row.path("share")),
                    "%s – %s".formatted(percent(row.at("/interval/low")), percent(row.at("/interval/high")))));
            if (withNecessity) {
                cells.add(row.path("essential").asText());
                cells.add(row.path("optional").asText());
                cells.add(row.path("responsibility").asText());
            }
            table.row(cells.toArray(String[]::new));
        }
        out.print(table);
        out.flush();
    }

    private static String percent(JsonNode share) {
        return String.format(Locale.ROOT, "%.1f %%", share.asDouble() * 100);
    }
}
