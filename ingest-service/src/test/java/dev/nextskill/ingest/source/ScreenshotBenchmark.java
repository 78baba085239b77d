package dev.nextskill.ingest.source;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Screenshots a second, from the file's bytes to the posting, beside recognition alone on the same pictures, decoded already, in
 * alternating rounds of the same run. Run by hand, see the service's README.
 */
public final class ScreenshotBenchmark {

    private static final int ROUNDS = 3;

    /** @param perSecond by the clock; it falls when others use the machine */
    private record Speed(double perSecond, double cpuSecondsEach) {}

    private interface Reading {
        void read(SourceFile file, BufferedImage decoded) throws IOException, UnreadableFileException;
    }

    private ScreenshotBenchmark() {}

    /** @param arguments a folder of pictures; and how many are read at once, 2 unless said */
    public static void main(String[] arguments) throws Exception {
        var threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        var files = new ArrayList<SourceFile>();
        var decoded = new ArrayList<BufferedImage>();
        try (var listed = Files.list(Path.of(arguments[0]))) {
            for (var each : listed.filter(path -> path.toString().matches(".*\\.(png|jpe?g|webp)"))
                    .sorted()
                    .toList()) {
                var file = SourceFile.of(String.valueOf(each.getFileName()), Files.readAllBytes(each));
                files.add(file);
                decoded.add(PictureDecoding.decode(PictureDecoding.header(file, 16_000_000)));
            }
        }
        var recognition = new PaddleTextRecognition();
        var reader = new ScreenshotReader(recognition, 16_000_000);
        measure(threads, files, decoded, (file, image) -> reader.read(List.of(file)));
        System.out.printf(
                "%d pictures, %d at once, on %d cores%n",
                files.size(), threads, Runtime.getRuntime().availableProcessors());
        var best = new Speed(0, 0);
        var bestBare = new Speed(0, 0);
        for (var round = 1; round <= ROUNDS; round++) {
            var whole = measure(threads, files, decoded, (file, image) -> reader.read(List.of(file)));
            var bare = measure(threads, files, decoded, (file, image) -> recognition.recognise(image));
            System.out.printf(
                    "round %d: %.2f screenshots/s (%.2f s CPU each), recognition alone %.2f/s (%.2f s CPU each)%n",
                    round, whole.perSecond(), whole.cpuSecondsEach(), bare.perSecond(), bare.cpuSecondsEach());
            best = whole.perSecond() > best.perSecond() ? whole : best;
            bestBare = bare.perSecond() > bestBare.perSecond() ? bare : bestBare;
        }
        System.out.printf(
                "best: %.2f screenshots/s (goal: at least 1 on 2 cores), %.2f of recognition's %.2f/s%n",
                best.perSecond(), best.perSecond() / bestBare.perSecond(), bestBare.perSecond());
    }

    private static Speed measure(int threads, List<SourceFile> files, List<BufferedImage> decoded, Reading reading)
            throws Exception {
        var clock = ManagementFactory.getThreadMXBean();
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var tasks = new ArrayList<Callable<Long>>();
            for (var i = 0; i < files.size(); i++) {
                var file = files.get(i);
                var image = decoded.get(i);
                tasks.add(() -> {
                    var before = clock.getCurrentThreadCpuTime();
                    reading.read(file, image);
                    return clock.getCurrentThreadCpuTime() - before;
                });
            }
            var start = System.nanoTime();
            var cpu = 0L;
            for (Future<Long> each : pool.invokeAll(tasks)) {
                cpu += each.get();
            }
            return new Speed(files.size() * 1e9 / (System.nanoTime() - start), cpu / 1e9 / files.size());
        } finally {
            pool.shutdown();
        }
    }
}
