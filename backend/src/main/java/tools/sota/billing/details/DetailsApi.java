package tools.sota.billing.details;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.sota.accounts.EmailAddress;
import tools.sota.billing.sync.StripeRefused;
import tools.sota.platform.Body;
import tools.sota.platform.Credential;
import tools.sota.platform.Fields;
import tools.sota.platform.Problem;
import tools.sota.platform.ProblemException;
import tools.sota.platform.Query;

/// `/v1/billing-details`.
public final class DetailsApi {
    private static final int LONGEST = 150;
    /// What Stripe allows for a field of an invoice.
    private static final int LONGEST_PO = 140;
    private static final int LONGEST_MEMO = 500;
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final DetailsKeeper keeper;
    private final Clock clock;

    DetailsApi(DetailsKeeper keeper, Clock clock) {
        this.keeper = keeper;
        this.clock = clock;
    }

    /// @param waiting whether Stripe has not taken it yet
    /// @param refusal what Stripe said when it was told later
    private record DetailsView(
            @Nullable String name,
            @Nullable String email,
            @Nullable String line1,
            @Nullable String line2,
            @Nullable String city,
            @Nullable String state,
            @Nullable String postalCode,
            @Nullable String country,
            @Nullable String taxIdType,
            @Nullable String taxId,
            @Nullable String poNumber,
            @Nullable String memo,
            boolean waiting,
            @Nullable String refusal) {
        static final DetailsView NONE =
                new DetailsView(null, null, null, null, null, null, null, null, null, null, null, null, false, null);

        static DetailsView of(BillingDetails one) {
            return new DetailsView(
                    one.name(),
                    one.email(),
                    one.line1(),
                    one.line2(),
                    one.city(),
                    one.state(),
                    one.postalCode(),
                    one.country(),
                    one.taxIdType(),
                    one.taxId(),
                    one.poNumber(),
                    one.memo(),
                    one.isWaiting(),
                    one.refusal());
        }
    }

    public void show(Context ctx) {
        Query.of(ctx);
        ctx.json(
                keeper.find(Credential.of(ctx).accountId()).map(DetailsView::of).orElse(DetailsView.NONE));
    }

    /// Accepted and not yet at Stripe is what 202 says.
    public void put(Context ctx) {
        var account = Credential.of(ctx).accountId();
        var wanted = Body.read(ctx, fields -> details(account, fields));
        try {
            var kept = keeper.put(wanted);
            ctx.status(kept.isWaiting() ? HttpStatus.ACCEPTED : HttpStatus.OK).json(DetailsView.of(kept));
        } catch (StripeRefused e) {
            throw refusal(e);
        }
    }

    private static ProblemException refusal(StripeRefused e) {
        var field = e.hasCode("tax_id_invalid") || e.concerns("value")
                ? "tax_id"
                : e.hasCode("customer_tax_location_invalid") ? "country" : null;
        var sentence = (field == null ? "billing details" : field) + " was refused. Stripe says: " + e.reason();
        var problem = Problem.INVALID_PARAMETER.because(sentence);
        return field == null
                ? problem
                : problem.fields(List.of(new ProblemException.FieldError('/' + field, sentence)));
    }

    private BillingDetails details(UUID account, Fields fields) {
        var country = country(fields);
        var type = word(fields, "tax_id_type", LONGEST);
        var taxId = word(fields, "tax_id", LONGEST);
        if (type != null && StripeDetails.taxIdType(type).isEmpty()) {
            fields.bad("tax_id_type", "is not a kind of tax id, such as eu_vat, gb_vat or us_ein", "");
        }
        if ((type == null) != (taxId == null)) {
            fields.bad(type == null ? "tax_id_type" : "tax_id", "is required: a tax id has a kind and a value", "");
        }
        return new BillingDetails(
                account,
                word(fields, "name", LONGEST),
                email(fields),
                addressed(fields, "line1", country),
                addressed(fields, "line2", country),
                addressed(fields, "city", country),
                addressed(fields, "state", country),
                addressed(fields, "postal_code", country),
                country,
                type,
                taxId,
                word(fields, "po_number", LONGEST_PO),
                word(fields, "memo", LONGEST_MEMO),
                clock.instant(),
                null,
                1,
                null);
    }

    /// An address without its country is none.
    private static @Nullable String addressed(Fields fields, String name, @Nullable String country) {
        var word = word(fields, name, LONGEST);
        return word != null && country == null
                ? fields.bad(name, "needs a country: an address without one is none", null)
                : word;
    }

    private static @Nullable String country(Fields fields) {
        var word = word(fields, "country", LONGEST);
        return word == null || COUNTRIES.contains(word)
                ? word
                : fields.bad("country", "must be a country in two capital letters, such as DE", null);
    }

    private static @Nullable String email(Fields fields) {
        var word = word(fields, "email", EmailAddress.LONGEST);
        return word == null || EmailAddress.isOne(word) ? word : fields.bad("email", "is not an e-mail address", null);
    }

    /// Null when it is absent or blank.
    private static @Nullable String word(Fields fields, String name, int longest) {
        var typed = fields.optionalText(name, longest);
        if (typed == null || typed.isBlank()) {
            return null;
        }
        var word = typed.strip();
        boolean isPlain = word.codePoints().noneMatch(one -> Character.isISOControl(one) && one != '\n');
        return isPlain ? word : fields.bad(name, "must not have control characters", null);
    }
}
