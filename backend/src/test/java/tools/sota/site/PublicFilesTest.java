package tools.sota.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.sota.platform.StrictTransport;

final class PublicFilesTest {
    @Test
    void aJarsPagesAreReadWithoutItsOtherFiles(@TempDir Path folder) throws IOException {
        var jar = folder.resolve("a jar with spaces.jar");
        write(jar, Map.of("public/index.html", "home", "public/docs/a b.txt", "doc", "tools/sota/Main.class", "code"));

        var files = PublicFiles.beside(
                URI.create("jar:" + jar.toUri() + "!/public/index.html").toURL());

        assertThat(files).containsOnlyKeys("index.html", "docs/a b.txt");
        assertThat(files.get("index.html")).asString(StandardCharsets.UTF_8).isEqualTo("home");
    }

    @Test
    void aJarWithoutAFrontEndHasNoPages() {
        assertThat(PublicFiles.beside(null)).isEmpty();
    }

    @Test
    void aNameIsFoundAtTheAddressBrowsersSend() {
        var files = Map.of("docs/a b.txt", new byte[] {1}, "größe.txt", new byte[] {2});

        var pages = new FrontEnd(files, new SecurityHeaders(new StrictTransport(false)), new PriceCells(Map.of()))
                .byAddress();

        assertThat(pages).containsOnlyKeys("/docs/a%20b.txt", "/gr%C3%B6%C3%9Fe.txt");
    }

    private static void write(Path jar, Map<String, String> entries) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
