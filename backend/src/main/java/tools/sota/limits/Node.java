package tools.sota.limits;

import java.util.UUID;

/// This process among others: the node's lasting name and the name of this life of it. Holds carry both, so that the
/// next life knows which of them a crash left behind.
public record Node(String name, String incarnation) {
    public Node {
        if (!name.matches("[A-Za-z0-9._-]{1,40}")) {
            throw new IllegalArgumentException("NODE must have 1 to 40 letters, digits, dots, dashes or underscores");
        }
    }

    public static Node born(String name) {
        return new Node(name, UUID.randomUUID().toString().substring(0, 8));
    }
}
