package tools.sota.usage.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final long CAPACITY = 100_000_000;

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsReadInOrderAlsoAfterAReopening() {
        try (var journal = Journal.open(folder, CAPACITY)) {
            IntStream.range(0, 100).forEach(number -> write(journal, "record " + number));
        }

        try (var journal = Journal.open(folder, CAPACITY)) {
            write(journal, "one more");

            var words = words(journal);
            assertThat(words).hasSize(101).startsWith("record 0", "record 1").endsWith("record 99", "one more");
        }
    }

    @Test
    void aRecordThatACrashLeftUnfinishedIsCutWhereverItWasTorn() throws IOException {
        long seed = System.nanoTime();
        System.out.println("torn journals with seed " + seed);
        var random = new Random(seed);
        for (int run = 0; run < 60; run++) {
            var own = folder.resolve("torn-" + run);
            int records = 1 + random.nextInt(8);
            try (var journal = Journal.open(own, CAPACITY)) {
                for (int number = 0; number < records; number++) {
                    write(journal, "x".repeat(1 + random.nextInt(300)) + number);
                }
            }
            var file = newest(own);
            var bytes = Files.readAllBytes(file);
            int kept = random.nextInt(bytes.length);
            int zeros = random.nextInt(2) * random.nextInt(100_000);
            Files.write(file, java.util.Arrays.copyOf(java.util.Arrays.copyOf(bytes, kept), kept + zeros));
            int whole = wholeRecords(bytes, kept);

            try (var journal = Journal.open(own, CAPACITY)) {
                assertThat(words(journal))
                        .as("cut at %d of %d", kept, bytes.length)
                        .hasSize(whole);
                write(journal, "after the crash");
                assertThat(words(journal)).hasSize(whole + 1).endsWith("after the crash");
                assertThat(journal.damaged()).isZero();
            }
        }
    }

    @Test
    void zerosThatAPowerCutLeftAtTheEndAreCut() throws IOException {
        try (var journal = Journal.open(folder, CAPACITY)) {
            write(journal, "kept");
        }
        Files.write(newest(folder), new byte[5_000], StandardOpenOption.APPEND);

        try (var journal = Journal.open(folder, CAPACITY)) {
            assertThat(words(journal)).containsExactly("kept");
        }
    }

    @Test
    void damageInTheMiddleCostsOnlyTheRecordsItHitAndIsReported() throws IOException {
        try (var journal = Journal.open(folder, CAPACITY)) {
            IntStream.range(0, 10).forEach(number -> write(journal, "record " + number));
        }
        var file = newest(folder);
        var bytes = Files.readAllBytes(file);
        int size = bytes.length / 10;
        bytes[4 * size + Records.HEADER + 2] ^= 1;
        Files.write(file, bytes);

        try (var journal = Journal.open(folder, CAPACITY)) {
            var words = words(journal);

            assertThat(words).hasSize(9).doesNotContain("record 4").contains("record 3", "record 5", "record 9");
            assertThat(journal.damaged()).isEqualTo(size);
            try (var files = Files.list(folder)) {
                assertThat(files.map(Path::toString)).anyMatch(name -> name.endsWith(".damaged"));
            }
        }
    }

    @Test
    void aFullDiskRefusesAndLeavesNothingOfWhatItRefused() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk.toString()) == 0, "not root");
        try (var journal = Journal.open(disk.resolve("journal"), CAPACITY)) {
            int written = 0;
            while (tryToWrite(journal, "y".repeat(10_000))) {
                written++;
            }
            long end = journal.end();
            assertThat(written).isBetween(5, 25);
            assertThat(words(journal)).hasSize(written);

            journal.forget(end);
            assertThat(tryToWrite(journal, "small again")).isTrue();
            assertThat(new String(journal.read(end, 10).records().getFirst().bytes(), StandardCharsets.UTF_8))
                    .isEqualTo("small again");
        } finally {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    @Test
    void aJournalThatIsNotMovedOnRefusesInsteadOfGrowingWithoutEnd() {
        try (var journal = Journal.open(folder, 10_000)) {
            int written = 0;
            while (tryToWrite(journal, "z".repeat(1_000))) {
                written++;
            }
            assertThat(written).isBetween(9, 11);

            journal.forget(journal.end());
            assertThat(tryToWrite(journal, "goes on")).isTrue();
        }
    }

    @Test
    void manyWritersGetTheirRecordsOnceAndOldFilesGo() throws Exception {
        try (var journal = Journal.open(folder, Long.MAX_VALUE);
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var filler = "f".repeat(4_000);
            var done = IntStream.range(0, 10_000)
                    .mapToObj(number -> pool.submit(() -> write(journal, number + " " + filler)))
                    .toList();
            for (var one : done) {
                one.get();
            }

            var words = words(journal);
            assertThat(words.stream()
                            .map(word -> word.substring(0, word.indexOf(' ')))
                            .distinct()
                            .count())
                    .isEqualTo(10_000);
            journal.forget(journal.end());
            try (var files = Files.list(folder)) {
                assertThat(files.filter(file -> file.toString().endsWith(".journal")))
                        .hasSize(1);
            }
        }
    }

    @Test
    void aSecondProcessIsRefused() {
        try (var journal = Journal.open(folder, CAPACITY)) {
            assertThat(journal.end()).isZero();
            assertThatThrownBy(() -> Journal.open(folder, CAPACITY)).isInstanceOf(Exception.class);
        }
    }

    private static int wholeRecords(byte[] bytes, int kept) {
        return Records.read(java.util.Arrays.copyOf(bytes, kept), 0, Integer.MAX_VALUE)
                .records()
                .size();
    }

    private static Path newest(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".journal"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static long write(Journal journal, String word) {
        var end = new CompletableFuture<Long>();
        append(journal, word, end);
        return end.join();
    }

    private static boolean tryToWrite(Journal journal, String word) {
        var end = new CompletableFuture<Long>();
        append(journal, word, end);
        return end.handle((position, failure) -> failure == null).join();
    }

    private static void append(Journal journal, String word, CompletableFuture<Long> end) {
        journal.append(word.getBytes(StandardCharsets.UTF_8), new Journal.Written() {
            @Override
            public void written(long position) {
                end.complete(position);
            }

            @Override
            public void refused(String reason) {
                end.completeExceptionally(new IllegalStateException(reason));
            }
        });
    }

    private static List<String> words(Journal journal) {
        var words = new ArrayList<String>();
        for (long at = 0; at < journal.end(); ) {
            var slice = journal.read(at, 7);
            slice.records().forEach(record -> words.add(new String(record.bytes(), StandardCharsets.UTF_8)));
            at = slice.next();
        }
        return words;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
