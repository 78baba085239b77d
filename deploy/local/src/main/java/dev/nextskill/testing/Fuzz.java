package dev.nextskill.testing;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What strangers may send, by mistake or on purpose, and the patience with which a parser is given it. A property of {@value #TRIES}
 * tries gives one input a try; with {@code -Dnextskill.fuzz.minutes=2} it goes on for so long.
 */
public final class Fuzz {

    /** What every property of a {@code *FuzzTest} has; of fewer, each try still lasts as long as one of so many. */
    public static final int TRIES = 100;

    private static final double NANOS_A_TRY =
            Double.parseDouble(System.getProperty("nextskill.fuzz.minutes", "0")) * 60e9 / TRIES;
    /** Generous, for a machine that does other things too: what does not end in it hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);
    private static final int LONGEST_RUN = 100_000;

    private static long inputs;
    private static long slowest;
    private static long reported = System.nanoTime();

    private Fuzz() {}

    /** Gives a parser one input. Whatever it throws is a flaw; it catches the refusals that it expects. */
    public interface Trial {

        /** @param random what to make the input of */
        void run(Random random) throws Exception;
    }

    /**
     * One try of a property.
     *
     * @throws AssertionError naming the seed, when a trial fails or does not end
     */
    public static synchronized void run(long seed, Trial trial) {
        long start = System.nanoTime();
        Random seeds = new Random(seed);
        do {
            one(seeds.nextLong(), trial);
        } while (System.nanoTime() - start < NANOS_A_TRY);
    }

    private static void one(long seed, Trial trial) {
        FutureTask<?> task = new FutureTask<>(() -> {
            trial.run(new Random(seed));
            return null;
        });
        // One of its own, because one that hangs cannot be had back.
        Thread thread = new Thread(task, "fuzz");
        thread.setDaemon(true);
        long start = System.nanoTime();
        thread.start();
        try {
            task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("The input of new Random(%dL) is a flaw's.".formatted(seed), e.getCause());
        } catch (TimeoutException e) {
            AssertionError hang = new AssertionError(
                    "The input of new Random(%dL) takes more than %d s.".formatted(seed, PATIENCE.toSeconds()));
            hang.setStackTrace(thread.getStackTrace());
            throw hang;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        long now = System.nanoTime();
        inputs++;
        slowest = Math.max(slowest, now - start);
        if (NANOS_A_TRY > 0 && now - reported > REPORT_EVERY.toNanos()) {
            reported = now;
            System.out.printf(
                    "Fuzz: %,d inputs so far, the slowest took %d ms; heap at most %d MB%n",
                    inputs, slowest / 1_000_000, heapAtMost() >> 20);
        }
    }

    /** What outlived a collection, and garbage that did for a while. */
    private static long heapAtMost() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .filter(pool -> pool.getName().contains("Old") || pool.getName().contains("Tenured"))
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /**
     * One of the samples with some of these done to it: bytes changed, a part lost, repeated, put elsewhere or replaced, words put in
     * once, for a long run or nested deeply, its end that of another sample, cut off.
     *
     * @param words what means something to the parser
     */
    public static byte[] spoiled(Random random, List<byte[]> samples, List<String> words) {
        byte[] bytes = any(random, samples);
        for (int i = random.nextInt(8); i >= 0; i--) {
            int at = random.nextInt(bytes.length + 1);
            int until = at + random.nextInt(Math.min(bytes.length - at, 60) + 1);
            byte[] before = Arrays.copyOf(bytes, at);
            byte[] part = Arrays.copyOfRange(bytes, at, until);
            byte[] after = Arrays.copyOfRange(bytes, until, bytes.length);
            byte[] word = bytes(any(random, words));
            bytes = switch (random.nextInt(24)) {
                case 0, 1, 2 -> joined(before, after);
                case 3, 4, 5 -> joined(before, part, part, after);
                case 6, 7, 8 -> joined(before, word, part, after);
                case 9, 10, 11 -> joined(before, word, after);
                case 12, 13 -> joined(after, part, before);
                case 14, 15 -> {
                    byte[] other = any(random, samples);
                    yield joined(before, Arrays.copyOfRange(other, random.nextInt(other.length + 1), other.length));
                }
                case 16 -> before;
                case 17 -> joined(before, run(random, any(random, words), any(random, words)), part, after);
                case 18 -> joined(before, run(random, new String(part, StandardCharsets.ISO_8859_1), ""), after);
                default -> flipped(random, bytes);
            };
        }
        return bytes;
    }

    /** Words one behind the other; now and then few of them for long, or nested. */
    public static String soup(Random random, List<String> words) {
        StringBuilder soup = new StringBuilder();
        List<String> some = random.nextInt(4) > 0 ? words : List.of(any(random, words), any(random, words));
        for (int i = random.nextInt(200); i > 0; i--) {
            soup.append(any(random, some));
        }
        if (random.nextInt(20) == 0) {
            soup.append(new String(
                    run(random, any(random, words) + any(random, words), any(random, words)), StandardCharsets.UTF_8));
        }
        return soup.toString();
    }

    public static byte[] noise(Random random, int most) {
        byte[] bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    public static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Often short, seldom up to {@value #LONGEST_RUN} bytes. */
    private static byte[] run(Random random, String open, String close) {
        int most = LONGEST_RUN / Math.max(1, Math.max(open.length(), close.length()));
        int times = (int) Math.pow(most, random.nextDouble());
        return bytes(open.repeat(times) + close.repeat(times));
    }

    private static byte[] flipped(Random random, byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^=
                    (byte) (random.nextBoolean() ? 1 << random.nextInt(8) : random.nextInt());
        }
        return flipped;
    }

    private static byte[] bytes(String words) {
        return words.getBytes(StandardCharsets.UTF_8);
    }

    public static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }
}
