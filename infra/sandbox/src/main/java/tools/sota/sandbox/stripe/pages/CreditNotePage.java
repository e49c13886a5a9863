package tools.sota.sandbox.stripe.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import org.openpdf.text.Document;
import org.openpdf.text.Font;
import org.openpdf.text.FontFactory;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.pdf.PdfWriter;
import tools.sota.sandbox.stripe.account.Account;
import tools.sota.sandbox.stripe.account.Turns;
import tools.sota.sandbox.stripe.invoices.Amounts;
import tools.sota.sandbox.stripe.json.Json;

/// `/cn/{note}/pdf`: a credit note as the document that a customer keeps.
public final class CreditNotePage implements Page {
    private static final Font TITLE = FontFactory.getFont(FontFactory.HELVETICA_BOLD, 18);
    private static final Font TEXT = FontFactory.getFont(FontFactory.HELVETICA, 11);

    private final Turns turns;
    private final Account account;

    public CreditNotePage(Turns turns, Account account) {
        this.turns = turns;
        this.account = account;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/cn/{note}/pdf", ctx -> turns.run(() -> open(ctx)));
    }

    private void open(Context ctx) {
        account.find("credit_note", ctx.pathParam("note"))
                .ifPresentOrElse(
                        note -> ctx.contentType("application/pdf").result(pdf(note)),
                        () -> Html.message(ctx, 404, "No such credit note", "This credit note does not exist."));
    }

    private static byte[] pdf(ObjectNode note) {
        var title = "Credit note " + Json.text(note, "number");
        var bytes = new ByteArrayOutputStream();
        try (var document = new Document(PageSize.A4)) {
            PdfWriter.getInstance(document, bytes);
            document.addTitle(title);
            document.open();
            document.add(new Paragraph(title, TITLE));
            document.add(new Paragraph("TEST: made by the Stripe stand-in, no real money", TEXT));
            for (var line : Json.objects(note.path("lines").path("data"))) {
                document.add(
                        new Paragraph(line.path("description").asText() + ": " + show(note, line, "amount"), TEXT));
            }
            document.add(new Paragraph("Total: " + show(note, note, "total"), TEXT));
        }
        return bytes.toByteArray();
    }

    private static String show(ObjectNode note, ObjectNode of, String field) {
        return Amounts.show(Json.number(of, field), Json.text(note, "currency"));
    }
}
