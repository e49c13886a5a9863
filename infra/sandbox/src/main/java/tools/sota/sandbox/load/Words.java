package tools.sota.sandbox.load;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.sota.sandbox.CannotStart;

/// What follows `--` on the command line: `NAME=value`, where no value means the usual one.
record Words(Map<String, String> values) {
    static Words parse(List<String> words) {
        var values = new HashMap<String, String>();
        for (var word : words) {
            int at = word.indexOf('=');
            if (at < 1) {
                throw new CannotStart("\"%s\" should be NAME=value.".formatted(word));
            }
            values.put(word.substring(0, at), word.substring(at + 1).strip());
        }
        return new Words(Map.copyOf(values));
    }

    String text(String name, String otherwise) {
        var value = values.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : value;
    }

    boolean flag(String name) {
        return !text(name, "").isEmpty();
    }

    int number(String name, int otherwise) {
        return Math.toIntExact(number(name, (long) otherwise));
    }

    long number(String name, long otherwise) {
        try {
            return Long.parseLong(text(name, Long.toString(otherwise)));
        } catch (NumberFormatException e) {
            throw new CannotStart("%s must be a whole number and is %s.".formatted(name, text(name, "")), e);
        }
    }
}
