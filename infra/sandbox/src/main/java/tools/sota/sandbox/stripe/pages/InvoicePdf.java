package tools.sota.sandbox.stripe.pages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import org.openpdf.text.Document;
import org.openpdf.text.Font;
import org.openpdf.text.FontFactory;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;
import tools.sota.sandbox.stripe.json.Json;

/// The invoice as a PDF of one A4 page or more.
final class InvoicePdf {
    private static final Font TITLE = FontFactory.getFont(FontFactory.HELVETICA_BOLD, 18);
    private static final Font TEXT = FontFactory.getFont(FontFactory.HELVETICA, 11);

    private InvoicePdf() {}

    static byte[] of(ObjectNode invoice) {
        var sheet = new InvoiceSheet(invoice);
        var bytes = new ByteArrayOutputStream();
        try (var document = new Document(PageSize.A4)) {
            PdfWriter.getInstance(document, bytes);
            document.addTitle(sheet.title());
            document.open();
            document.add(new Paragraph(sheet.title(), TITLE));
            document.add(new Paragraph("TEST: made by the Stripe stand-in, no real money", TEXT));
            document.add(new Paragraph("For " + sheet.customer() + ", issued " + sheet.issued(), TEXT));
            document.add(new Paragraph(sheet.state(), TEXT));
            document.add(lines(sheet));
        }
        return bytes.toByteArray();
    }

    private static PdfPTable lines(InvoiceSheet sheet) {
        var table = new PdfPTable(new float[] {4, 1});
        table.setWidthPercentage(100);
        table.setSpacingBefore(16);
        for (var line : Json.objects(sheet.invoice().path("lines").path("data"))) {
            row(table, line.path("description").asText(), sheet.show(Json.number(line, "amount")));
        }
        row(table, "Total", sheet.money("total"));
        row(table, "Amount due", sheet.money("amount_due"));
        return table;
    }

    private static void row(PdfPTable table, String name, String amount) {
        table.addCell(new Paragraph(name, TEXT));
        table.addCell(new Paragraph(amount, TEXT));
    }
}
