import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "~/components/ui/button";
import { Dialog, DialogActions } from "~/components/ui/dialog";
import { TextField } from "~/components/ui/field";
import { Notice } from "~/components/ui/notice";
import { useMe } from "~/lib/account";
import { explain } from "~/lib/problem";
import { signInAgain } from "./shell-api";

/** Over the page as it is, also over an open form, so that whatever was typed is still there afterwards. */
export function SessionEnded() {
  const [open, setOpen] = useState(true);
  const close = () => setOpen(false);
  return (
    <>
      <Notice
        action={
          <Button look="primary" onClick={() => setOpen(true)} size="sm">
            Sign in again
          </Button>
        }
        tone="warn"
      >
        Your session ended. Sign in again to go on from here; what you typed is still there.
      </Notice>
      <Dialog
        description="Your session ended. You come back to this very page, with everything you typed."
        onClose={close}
        open={open}
        title="Sign in again"
      >
        <SignIn onClose={close} />
      </Dialog>
    </>
  );
}

function SignIn({ onClose }: { onClose: () => void }) {
  const { user } = useMe();
  const cache = useQueryClient();
  const [email, setEmail] = useState(user?.email ?? "");
  const [password, setPassword] = useState("");
  const entering = useMutation({
    mutationFn: () => signInAgain(email, password, user?.id, cache),
    onSuccess: onClose,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!entering.isPending) {
      entering.mutate();
    }
  };
  return (
    <form className="grid gap-4" onSubmit={submit}>
      <TextField
        autoComplete="username"
        label="E-mail"
        onChange={(event) => setEmail(event.target.value)}
        required
        type="email"
        value={email}
      />
      <TextField
        autoComplete="current-password"
        error={entering.isError ? explain(entering.error).detail : undefined}
        label="Password"
        onChange={(event) => setPassword(event.target.value)}
        required
        type="password"
        value={password}
      />
      <DialogActions>
        <Button onClick={onClose}>Not now</Button>
        <Button busy={entering.isPending} look="primary" type="submit">
          Sign in
        </Button>
      </DialogActions>
    </form>
  );
}
