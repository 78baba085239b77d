package dev.nextskill.local;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code ./nextskill} command. */
@Command(
        name = "nextskill",
        description = "Reads job postings and says what to learn next, how deep, why, and when.",
        mixinStandardHelpOptions = true,
        version = "NextSkill 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            StatusCommand.class,
            IngestCommand.class,
            PlanCommand.class,
            MarketCommand.class,
            RecordCommand.class,
            StackCommand.class
        })
final class NextSkill {

    private NextSkill() {}

    public static void main(String[] args) {
        // The postings are Chinese: never the platform's default charset, which may be ASCII.
        System.exit(new CommandLine(new NextSkill())
                .setOut(utf8(FileDescriptor.out))
                .setErr(utf8(FileDescriptor.err))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAdjustLineBreaksForWideCJKCharacters(true)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    if (!(e instanceof CommandFailedException) && !(e instanceof IOException)) {
                        throw e;
                    }
                    // An IOException's message is often only a file's name.
                    String message = e instanceof IOException ? e.toString() : e.getMessage();
                    command.getErr().println(command.getColorScheme().errorText(message));
                    return 1;
                })
                .execute(args));
    }

    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
