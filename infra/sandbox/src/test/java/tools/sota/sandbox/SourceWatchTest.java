package tools.sota.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceWatchTest {
    @TempDir
    private Path folder;

    @Test
    void seesFilesThatComeChangeAndGoOnceEach() throws IOException {
        var watch = new SourceWatch(folder);
        assertThat(watch.hasChanged()).isFalse();

        var file =
                Files.writeString(Files.createDirectory(folder.resolve("deep")).resolve("A.java"), "class A {}");
        assertThat(watch.hasChanged()).isTrue();
        assertThat(watch.hasChanged()).isFalse();

        Files.writeString(file, "class A { int b; }");
        assertThat(watch.hasChanged()).isTrue();

        Files.delete(file);
        assertThat(watch.hasChanged()).isTrue();
        assertThat(watch.hasChanged()).isFalse();
    }
}
