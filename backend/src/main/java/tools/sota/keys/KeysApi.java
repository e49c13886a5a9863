package tools.sota.keys;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import tools.sota.platform.Body;
import tools.sota.platform.Credential;
import tools.sota.platform.Environment;
import tools.sota.platform.Etags;
import tools.sota.platform.Fields;
import tools.sota.platform.Ids;
import tools.sota.platform.IpRange;
import tools.sota.platform.Pages;
import tools.sota.platform.Problem;
import tools.sota.platform.Query;

/// `/v1/keys`.
public final class KeysApi {
    private static final int LONGEST_GRACE = 86_400;

    private final Jdbi jdbi;
    private final KeyIssuer issuer;
    private final KeyEditor editor;
    private final KeyHasher hasher;
    private final Pages pages;
    private final Clock clock;

    KeysApi(Jdbi jdbi, KeyIssuer issuer, KeyEditor editor, KeyHasher hasher, Pages pages, Clock clock) {
        this.jdbi = jdbi;
        this.issuer = issuer;
        this.editor = editor;
        this.hasher = hasher;
        this.pages = pages;
        this.clock = clock;
    }

    /// A key as the contract shows it.
    public record KeyView(
            String id,
            String name,
            Environment environment,
            String hint,
            List<Scope> scopes,
            List<String> ipAllowList,
            @Nullable Integer monthlyCap,
            @Nullable Integer ratePerMinute,
            @Nullable Integer burst,
            boolean freezeOnAbnormalUse,
            String status,
            Instant createdAt,
            @Nullable String createdBy,
            @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant frozenAt,
            @Nullable FrozenBy frozenBy,
            @Nullable Instant revokedAt,
            @Nullable EndedBy endedBy) {

        public static KeyView of(Key key, Instant now) {
            var rate = key.settings().rate();
            var createdBy = key.createdBy() == null ? null : Ids.show("usr", key.createdBy());
            return new KeyView(
                    Ids.show("key", key.id()),
                    key.name(),
                    key.environment(),
                    key.hint(),
                    key.scopes(),
                    key.settings().ipAllowList().stream().map(IpRange::text).toList(),
                    key.monthlyCap(),
                    rate == null ? null : rate.perMinute(),
                    rate == null ? null : rate.burst(),
                    key.settings().freezeOnAbnormalUse(),
                    key.status(now),
                    key.createdAt(),
                    createdBy,
                    key.lastUsedAt(),
                    key.expiresAt(),
                    key.frozenAt(),
                    key.frozenBy(),
                    key.revokedAt(),
                    key.endedBy());
        }
    }

    private record IssuedView(KeyView key, String secret) {}

    public void list(Context ctx) {
        var account = Credential.of(ctx).accountId();
        var slice = pages.slice(Query.of(ctx, "limit", "cursor"), "keys " + account);
        var rows = jdbi.withExtension(Keys.class, keys -> keys.page(account, slice.before(), slice.rows()));
        ctx.json(pages.page(ctx, slice, rows, KeyRow::id, row -> KeyView.of(row.key(), clock.instant())));
    }

    public void show(Context ctx) {
        Etags.answer(ctx, view(find(ctx)));
    }

    public void issue(Context ctx) {
        var caller = Credential.of(ctx);
        answer(ctx, issuer.issue(caller.accountId(), caller.id(), Body.read(ctx, this::order)));
    }

    public void change(Context ctx) {
        var change = Body.read(ctx, fields -> KeySettingsForm.change(fields, clock.instant()));
        var seen = ctx.header("If-Match");
        var account = Credential.of(ctx).accountId();
        Etags.answer(ctx, view(editor.change(account, id(ctx), change, key -> Etags.requireMatch(seen, view(key)))));
    }

    public void freeze(Context ctx) {
        Query.of(ctx);
        Etags.answer(ctx, view(editor.freeze(Credential.of(ctx).accountId(), id(ctx))));
    }

    public void unfreeze(Context ctx) {
        Query.of(ctx);
        Etags.answer(ctx, view(editor.unfreeze(Credential.of(ctx).accountId(), id(ctx))));
    }

    public void rotate(Context ctx) {
        var caller = Credential.of(ctx);
        var grace = Duration.ofSeconds(Body.read(ctx, fields -> fields.integer("grace_seconds", 0, LONGEST_GRACE)));
        var successor = issuer.rotate(caller.accountId(), caller.id(), id(ctx), grace);
        editor.published(find(ctx));
        answer(ctx, successor);
    }

    /// Answers when every node refuses the key.
    public void revoke(Context ctx) {
        Query.of(ctx);
        editor.revoke(Credential.of(ctx).accountId(), id(ctx));
        ctx.status(HttpStatus.NO_CONTENT);
    }

    public void testSecret(Context ctx) {
        var key = find(ctx);
        var secret = jdbi.withExtension(Keys.class, keys -> keys.sealedSecret(key.accountId(), key.id()))
                .map(hasher::open)
                .orElseThrow(
                        () -> Problem.STATE_CONFLICT.because(
                                "Only the secret of a test key that is not revoked can be shown again. Rotate this key instead."));
        ctx.header("Cache-Control", "no-store").json(Map.of("secret", secret.value()));
    }

    private void answer(Context ctx, KeyIssuer.Issued issued) {
        var view = new IssuedView(view(issued.key()), issued.secret().value());
        ctx.status(HttpStatus.CREATED).header("Cache-Control", "no-store").json(view);
    }

    private KeyView view(Key key) {
        return KeyView.of(key, clock.instant());
    }

    private Key find(Context ctx) {
        var account = Credential.of(ctx).accountId();
        return jdbi.withExtension(Keys.class, keys -> keys.find(account, id(ctx)))
                .map(KeyRow::key)
                .orElseThrow(KeyIssuer::notFound);
    }

    private static UUID id(Context ctx) {
        return Ids.parse("key", ctx.pathParam("id")).orElseThrow(KeyIssuer::notFound);
    }

    private KeyIssuer.Order order(Fields fields) {
        var environment = fields.choice("environment", Environment.class);
        return new KeyIssuer.Order(environment, KeySettingsForm.order(fields, clock.instant()));
    }
}
