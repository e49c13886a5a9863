import "~/lib/zod-without-eval";
import * as z from "zod";

const email = z.email("Enter an e-mail address, like ada@example.com.").max(254);
const newPassword = z
  .string()
  .min(10, "Use at least 10 characters. A sentence you remember is a good password.")
  .max(256, "Use at most 256 characters.");

export const signUpForm = z.object({ email, password: newPassword });
export const logInForm = z.object({ email, password: z.string().min(1, "Enter your password.") });
export const forgotForm = z.object({ email });
export const resetForm = z.object({ password: newPassword });
