package tools.sota.accounts;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Judges a password by how many guesses it takes, not by which characters it has.
final class PasswordStrength {
    static final int SHORTEST = 10;
    static final int LONGEST = 256;
    private static final int GOOD_ENOUGH = 2;
    /// The estimate's own cost grows faster than the length; what follows can only make a password better.
    private static final int JUDGED = 40;
    /// As many different characters behind what is judged are worth one step of the score.
    private static final int DIFFERENT_BEYOND = 6;

    private final Zxcvbn zxcvbn = new Zxcvbn();
    private final Passwords passwords;

    /// @param passwords whose turns are taken, because an estimate may take a core for long
    PasswordStrength(Passwords passwords) {
        this.passwords = passwords;
    }

    /// Why the password is refused, fit to follow the field's name; empty when it is good enough.
    Optional<String> complaint(String password, String email, @Nullable String name) {
        int end = password.offsetByCodePoints(0, Math.min(JUDGED, password.codePointCount(0, password.length())));
        long beyond = password.substring(end).codePoints().distinct().count();
        var judged = password.substring(0, end);
        var strength = passwords.inTurn(() -> zxcvbn.measure(judged, words(email, name)));
        if (strength.getScore() + beyond / DIFFERENT_BEYOND >= GOOD_ENOUGH) {
            return Optional.empty();
        }
        var warning = strength.getFeedback().getWarning(Locale.ENGLISH);
        var reason = warning == null || warning.isBlank() ? "" : ": " + warning.replaceAll("\\.+$", "");
        return Optional.of("is easy to guess" + reason + "; take a few words that do not belong together");
    }

    private static List<String> words(String email, @Nullable String name) {
        var words = new ArrayList<>(List.of(email.split("[@.+_-]+")));
        words.add(email);
        words.add(email.replaceAll("[^A-Za-z0-9]", ""));
        if (name != null) {
            words.add(name);
            words.addAll(List.of(name.split("\\s+")));
        }
        words.removeIf(String::isBlank);
        return words;
    }
}
