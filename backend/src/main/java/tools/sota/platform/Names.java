package tools.sota.platform;

import java.util.Optional;
import java.util.Set;

/// Names that people give to things: seen by others, so they must be visible and must not change what stands around
/// them.
final class Names {
    static final int LONGEST = 60;

    /// Letters by their category that show nothing: fillers of Hangul, the blank of Braille, the joiner of graphemes.
    private static final Set<Integer> FILLERS = Set.of(0x034f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0);

    private Names() {}

    /// Without the space around it.
    static String trimmed(String word) {
        int start = 0;
        int end = word.length();
        while (start < end && isSpace(word.codePointAt(start))) {
            start += Character.charCount(word.codePointAt(start));
        }
        while (end > start && isSpace(word.codePointBefore(end))) {
            end -= Character.charCount(word.codePointBefore(end));
        }
        return word.substring(start, end);
    }

    /// What is wrong with a trimmed name, fit to follow the field's name.
    static Optional<String> complaint(String name) {
        if (name.codePoints().anyMatch(Names::isHidden)) {
            return Optional.of("must not contain control characters, direction marks or characters without width");
        }
        if (name.codePoints().allMatch(point -> isSpace(point) || FILLERS.contains(point))) {
            return Optional.of("must have a character that can be seen");
        }
        int length = name.codePointCount(0, name.length());
        return length <= LONGEST
                ? Optional.empty()
                : Optional.of("must have 1 to " + LONGEST + " characters; it has " + length);
    }

    private static boolean isSpace(int point) {
        return Character.isSpaceChar(point) && !isHidden(point);
    }

    private static boolean isHidden(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
