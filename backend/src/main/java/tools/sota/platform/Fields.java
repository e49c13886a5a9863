package tools.sota.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads the fields of one JSON object and remembers every one that is wrong, so that a caller hears of all at once.
/// A bad field reads as a harmless value; {@link Body} refuses the whole before anybody uses it.
public final class Fields {
    private static final int LONGEST_NAME_SHOWN = 100;
    private static final int MOST_DIGITS = 10;
    private static final int LONGEST_TYPED = 1_000;

    private final JsonNode object;
    private final String pointer;
    private final Complaints complaints;
    private final Set<String> known = new HashSet<>();

    Fields(JsonNode object, String pointer, Complaints complaints) {
        this.object = object;
        this.pointer = pointer;
        this.complaints = complaints;
    }

    public String text(String name, int minimum, int maximum) {
        var value = field(name);
        if (isNothing(value)) {
            return bad(name, "is required", "");
        }
        return textOf(name, value, minimum, maximum);
    }

    public @Nullable String optionalText(String name, int maximum) {
        var value = field(name);
        return isNothing(value) ? null : textOf(name, value, 0, maximum);
    }

    /// What somebody calls a thing, without the space around it.
    public String name(String name) {
        return nameOf(name, text(name, 1, LONGEST_TYPED));
    }

    /// Null when it is absent or empty.
    public @Nullable String optionalName(String name) {
        var typed = optionalText(name, LONGEST_TYPED);
        return typed == null || typed.isEmpty() ? null : nameOf(name, typed);
    }

    private String nameOf(String name, String typed) {
        var trimmed = Names.trimmed(typed);
        // What was no text was named already and reads as nothing.
        var complaint = typed.isEmpty() ? Optional.<String>empty() : Names.complaint(trimmed);
        return complaint.isPresent() ? bad(name, complaint.get(), "") : trimmed;
    }

    public int integer(String name, int minimum, int maximum) {
        var value = field(name);
        if (isNothing(value)) {
            return bad(name, "is required", minimum);
        }
        if (!isInt(value)) {
            return bad(name, "must be a whole number from " + minimum + " to " + maximum, minimum);
        }
        int number = value.decimalValue().intValueExact();
        return number >= minimum && number <= maximum
                ? number
                : bad(name, "must be " + minimum + " to " + maximum + "; you sent " + number, minimum);
    }

    public @Nullable Double optionalNumber(String name, double minimum, double maximum) {
        var value = field(name);
        if (isNothing(value)) {
            return null;
        }
        if (!value.isNumber() || value.doubleValue() < minimum || value.doubleValue() > maximum) {
            return bad(name, "must be a number from " + minimum + " to " + maximum, minimum);
        }
        return value.doubleValue();
    }

    public @Nullable Integer optionalInteger(String name, int minimum, int maximum) {
        return isNothing(field(name)) ? null : Integer.valueOf(integer(name, minimum, maximum));
    }

    /// Null when the field is absent.
    public @Nullable Boolean optionalFlag(String name) {
        var value = field(name);
        if (value.isMissingNode()) {
            return null;
        }
        return value.isBoolean() ? Boolean.valueOf(value.booleanValue()) : bad(name, "must be true or false", null);
    }

    /// Whether the field is there, were it null: a change of one thing says null to clear it.
    public boolean has(String name) {
        return !field(name).isMissingNode();
    }

    public <E extends Enum<E>> E choice(String name, Class<E> type) {
        var word = text(name, 1, 100);
        return word.isEmpty() ? type.getEnumConstants()[0] : choiceOf(name, word, type);
    }

    public @Nullable Instant optionalTime(String name) {
        var word = optionalText(name, 40);
        if (word == null) {
            return null;
        }
        var time = Times.parse(word);
        return time.isPresent() ? time.get() : bad(name, Times.FORM, null);
    }

    /// The words of an array of distinct strings; null when the field is absent.
    public @Nullable List<String> optionalTexts(String name, int minimum, int maximum, int longest) {
        var value = field(name);
        return isNothing(value) ? null : items(name, value, minimum, maximum, item -> item.element(longest));
    }

    public List<String> texts(String name, int minimum, int maximum, int longest) {
        return items(name, field(name), minimum, maximum, item -> item.element(longest));
    }

    public <T> List<T> objects(String name, int minimum, int maximum, Function<Fields, T> reader) {
        return items(name, field(name), minimum, maximum, item -> item.nested(reader));
    }

    /// For a rule that only the reader knows.
    public <T extends @Nullable Object> T bad(String name, String detail, T harmless) {
        var shown = name.length() <= LONGEST_NAME_SHOWN ? name : name.substring(0, LONGEST_NAME_SHOWN) + '…';
        complaints.add(new ProblemException.FieldError(pointer + '/' + shown, shown + ' ' + detail));
        return harmless;
    }

    void refuseUnknown() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                bad(name, "is not a field of this request", "");
            }
        });
    }

    private JsonNode field(String name) {
        known.add(name);
        var value = object.get(name);
        return value == null ? MissingNode.getInstance() : value;
    }

    /// JSON knows no whole numbers: 1.0 and 1e2 are some. Asked so that 1e999999999 is not written out.
    private static boolean isInt(JsonNode value) {
        if (!value.isNumber()) {
            return false;
        }
        var number = value.decimalValue();
        return number.precision() - (long) number.scale() <= MOST_DIGITS
                && number.stripTrailingZeros().scale() <= 0
                && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0;
    }

    private static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private String textOf(String name, JsonNode value, int minimum, int maximum) {
        if (!value.isTextual()) {
            return bad(name, "must be a string", "");
        }
        var word = value.textValue();
        if (word.indexOf('\0') >= 0) {
            return bad(name, "must not contain the NUL character", "");
        }
        if (hasHalfPair(word)) {
            return bad(name, "must be whole Unicode characters; it has half of a surrogate pair", "");
        }
        int length = word.codePointCount(0, word.length());
        return length >= minimum && length <= maximum
                ? word
                : bad(name, "must have " + minimum + " to " + maximum + " characters; it has " + length, "");
    }

    /// JSON can say `"\ud800"`, but neither UTF-8 nor the database can.
    private static boolean hasHalfPair(String word) {
        return word.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private <E extends Enum<E>> E choiceOf(String name, String word, Class<E> type) {
        var names = new ArrayList<String>();
        for (E constant : type.getEnumConstants()) {
            var shown = constant.name().toLowerCase(Locale.ROOT);
            if (shown.equals(word)) {
                return constant;
            }
            names.add(shown);
        }
        return bad(name, "must be one of " + String.join(", ", names), type.getEnumConstants()[0]);
    }

    private <T> List<T> items(String name, JsonNode array, int minimum, int maximum, Function<Item, T> reader) {
        if (!array.isArray() || array.size() < minimum || array.size() > maximum) {
            return bad(name, "must be an array of " + minimum + " to " + maximum + " items", List.of());
        }
        var read = new ArrayList<T>(array.size());
        for (int at = 0; at < array.size(); at++) {
            read.add(reader.apply(new Item(this, name, at, array.get(at))));
        }
        return List.copyOf(read);
    }

    private record Item(Fields fields, String name, int at, JsonNode value) {
        String element(int longest) {
            return fields.textOf(name + '/' + at, value, 1, longest);
        }

        <T> T nested(Function<Fields, T> reader) {
            var nested = new Fields(value, fields.pointer + '/' + name + '/' + at, fields.complaints);
            if (!value.isObject()) {
                fields.bad(name + '/' + at, "must be an object", "");
            }
            var read = reader.apply(nested);
            nested.refuseUnknown();
            return read;
        }
    }
}
