package tools.sota.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// A jar that runs the fake application.
final class FakeJar {
    private FakeJar() {}

    static Path in(Path folder) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeApp.class.getName());
        var entry = FakeApp.class.getName().replace('.', '/') + ".class";
        var file = folder.resolve("fake.jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                var content = FakeApp.class.getClassLoader().getResourceAsStream(entry)) {
            jar.putNextEntry(new JarEntry(entry));
            content.transferTo(jar);
        }
        return file;
    }
}
