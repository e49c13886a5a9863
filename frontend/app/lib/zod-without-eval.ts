import * as z from "zod";

// Zod tries `new Function` to compile faster parsers, which the content security policy forbids and reports.
z.config({ jitless: true });
