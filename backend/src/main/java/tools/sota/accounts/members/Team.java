package tools.sota.accounts.members;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import tools.sota.accounts.Role;
import tools.sota.accounts.Session;

/// Everybody in an account, as long as the transaction holds its lock.
///
/// @param name of the account
record Team(UUID accountId, String name, List<Member> members) {
    static Team lock(Handle transaction, UUID accountId) {
        var rows = transaction.attach(MemberRows.class);
        var name = rows.lock(accountId).orElseThrow(Session::notYours);
        return new Team(accountId, name, rows.ofAccount(accountId));
    }

    Optional<Member> find(UUID userId) {
        return members.stream().filter(member -> member.userId().equals(userId)).findFirst();
    }

    /// The caller as of now: what the session remembers may be two seconds old.
    Member caller(Session session) {
        return find(session.userId()).orElseThrow(Session::notYours);
    }

    boolean has(String email) {
        return members.stream().anyMatch(member -> member.email().equalsIgnoreCase(email));
    }

    boolean isLastOwner(Member member) {
        return member.role() == Role.OWNER
                && members.stream().filter(one -> one.role() == Role.OWNER).count() == 1;
    }
}
