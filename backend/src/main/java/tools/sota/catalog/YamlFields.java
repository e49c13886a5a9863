package tools.sota.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads the fields of one YAML mapping and remembers every one that is wrong, with its line, so that whoever edits the
/// file hears of all at once. A bad field reads as a harmless value; {@link CatalogReader} refuses the whole.
final class YamlFields {
    /// What is wrong, and where.
    record Mistake(int line, String sentence) {}

    private final String path;
    private final int line;
    private final Map<String, Node> values = new HashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final List<Mistake> errors;
    private final Set<String> known = new HashSet<>();

    /// @param path where the mapping is in the file, such as `plans[1]`; empty at the top
    YamlFields(Node node, String path, List<Mistake> errors) {
        this.path = path;
        this.line = line(node);
        this.errors = errors;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(pair -> add(pair.getKeyNode(), pair.getValueNode()));
        } else {
            errors.add(new Mistake(line, (path.isEmpty() ? "the file" : path) + " must be a mapping of fields"));
        }
    }

    String text(String name) {
        var node = required(name);
        return node == null ? "" : textOf(name, node);
    }

    boolean flag(String name) {
        var node = optional(name);
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return Set.of("true", "yes", "on").contains(scalar.getValue());
        }
        return node != null && bad(name, "must be true or false", false);
    }

    int integer(String name, int minimum) {
        return Math.toIntExact(number(name, minimum, Integer.MAX_VALUE));
    }

    long number(String name, long minimum, long maximum) {
        var node = required(name);
        return node == null ? minimum : numberOf(name, node, minimum, maximum);
    }

    @Nullable
    Long optionalNumber(String name, long minimum, long maximum) {
        var node = optional(name);
        return node == null ? null : Long.valueOf(numberOf(name, node, minimum, maximum));
    }

    @Nullable
    String optionalText(String name) {
        var node = optional(name);
        return node == null ? null : textOf(name, node);
    }

    /// Text by names that the file chooses; empty when it is missing.
    Map<String, String> optionalWords(String name) {
        var words = optionalMapping(name, YamlFields::words);
        return words == null ? Map.of() : words;
    }

    private Map<String, String> words() {
        var words = new LinkedHashMap<String, String>();
        lines.keySet().forEach(name -> words.put(name, text(name)));
        return words;
    }

    <T> @Nullable T optionalMapping(String name, Function<YamlFields, T> reader) {
        var node = optional(name);
        return node == null ? null : nested(name, node, reader);
    }

    /// The reader must live with an empty mapping, which a missing one reads as.
    <T> T mapping(String name, Function<YamlFields, T> reader) {
        var node = required(name);
        return node == null ? reader.apply(nothing(name)) : nested(name, node, reader);
    }

    <T> List<T> mappings(String name, Function<YamlFields, T> reader) {
        var read = new ArrayList<T>();
        for (var item : items(name)) {
            read.add(nested(name + '[' + read.size() + ']', item, reader));
        }
        return List.copyOf(read);
    }

    <T> List<T> optionalMappings(String name, Function<YamlFields, T> reader) {
        return has(name) ? mappings(name, reader) : List.of();
    }

    List<Long> numbers(String name, long minimum, long maximum) {
        return items(name).stream()
                .map(item -> numberOf(name, item, minimum, maximum))
                .toList();
    }

    List<String> texts(String name) {
        return items(name).stream().map(item -> textOf(name, item)).toList();
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /// For a rule that only the reader knows.
    <T extends @Nullable Object> T bad(String name, String detail, T harmless) {
        errors.add(new Mistake(lines.getOrDefault(name, line), at(name) + ' ' + detail));
        return harmless;
    }

    private void add(Node key, Node value) {
        var name = key instanceof ScalarNode scalar ? scalar.getValue() : "?";
        lines.put(name, line(key));
        if (values.put(name, value) != null) {
            bad(name, "stands here twice", "");
        }
    }

    private @Nullable Node required(String name) {
        var node = optional(name);
        return node == null && !has(name) ? bad(name, "is missing", null) : node;
    }

    private @Nullable Node optional(String name) {
        known.add(name);
        var node = values.get(name);
        return node != null && node.getTag().equals(Tag.NULL) ? bad(name, "has no value", null) : node;
    }

    private List<Node> items(String name) {
        var node = required(name);
        if (node instanceof SequenceNode sequence && !sequence.getValue().isEmpty()) {
            return sequence.getValue();
        }
        return node == null ? List.of() : bad(name, "must be a list with one item or more", List.of());
    }

    private <T> T nested(String name, Node node, Function<YamlFields, T> reader) {
        var fields = new YamlFields(node, at(name), errors);
        var read = reader.apply(fields);
        fields.refuseUnknown();
        return read;
    }

    void refuseUnknown() {
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> bad(name, "is not a field that is known here", ""));
    }

    private String textOf(String name, Node node) {
        if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
            return bad(name, "must be text: put quotes around it", "");
        }
        return scalar.getValue().isBlank() ? bad(name, "must not be empty", "") : scalar.getValue();
    }

    private long numberOf(String name, Node node, long minimum, long maximum) {
        var word = node instanceof ScalarNode scalar ? scalar.getValue().replace("_", "") : "";
        if (!node.getTag().equals(Tag.INT) || !word.matches("-?(0|[1-9]\\d{0,17})")) {
            return bad(name, "must be a whole number", minimum);
        }
        long number = Long.parseLong(word);
        if (number < minimum) {
            return bad(name, "must be at least " + minimum + " and is " + number, minimum);
        }
        return number <= maximum ? number : bad(name, "must be at most " + maximum + " and is " + number, minimum);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + '.' + name;
    }

    /// Stands for a mapping that is missing: that was said once, so its fields are not missed one by one.
    private YamlFields nothing(String name) {
        return new YamlFields(new MappingNode(Tag.MAP, List.of(), FlowStyle.AUTO), at(name), new ArrayList<>());
    }

    private static int line(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }
}
