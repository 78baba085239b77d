package dev.nextskill.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much memory processes hold, from Linux' {@code /proc}. */
final class ResidentMemory {

    private ResidentMemory() {}

    /**
     * The sum, in bytes, of the proportional set sizes of the processes and their descendants: resident pages, those that several
     * processes share divided among them. Empty where the system does not tell.
     */
    static OptionalLong ofTrees(Collection<ProcessHandle> roots) {
        long sum = 0;
        for (ProcessHandle process : roots.stream()
                .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .distinct()
                .toList()) {
            Path rollup = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
            try (Stream<String> lines = Files.lines(rollup)) {
                sum += lines.filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                        .sum();
            } catch (IOException e) {
                if (process.isAlive()) {
                    return OptionalLong.empty();
                }
            }
        }
        return OptionalLong.of(sum);
    }
}
