package tools.sota.sandbox;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// As whom a program runs that refuses to be root, as PostgreSQL does.
enum RunAs {
    /// Whoever started us is an ordinary user already.
    SELF(-1),
    /// Root, in a user namespace where it has no name: its files stay root's.
    NAMELESS(0),
    /// The user "nobody", where containers forbid namespaces.
    NOBODY(65_534);

    private final int owner;

    RunAs(int owner) {
        this.owner = owner;
    }

    static RunAs ordinaryUser() {
        if (!isRoot()) {
            return SELF;
        }
        if (NAMELESS.works()) {
            return NAMELESS;
        }
        if (NOBODY.works()) {
            return NOBODY;
        }
        throw new CannotStart(
                "PostgreSQL does not run as root, and neither unshare nor setpriv (Debian: util-linux) works here:"
                        + " run this as an ordinary user.");
    }

    static boolean isRoot() {
        return new UnixSystem().getUid() == 0;
    }

    /// What stands before the program's own command line.
    List<String> prefix() {
        return switch (this) {
            case SELF -> List.of();
            case NAMELESS -> List.of("unshare", "--user");
            case NOBODY ->
                List.of(
                        "setpriv",
                        "--reuid=" + owner,
                        "--regid=" + owner,
                        "--clear-groups",
                        // One capability stays, or root's folders above the data would be closed to nobody.
                        "--inh-caps=+dac_override",
                        "--ambient-caps=+dac_override");
        };
    }

    boolean works() {
        return Command.succeeds(Command.with(prefix(), "true"));
    }

    /// Gives the folder and all that is in it to whoever the program will be.
    void own(Path folder) {
        if (owner < 0) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.setAttribute(file, "unix:uid", owner);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot change the owner of " + folder, e);
        }
    }
}
