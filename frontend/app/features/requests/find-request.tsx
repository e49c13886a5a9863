import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { Button } from "~/components/ui/button";
import { TextField } from "~/components/ui/field";
import { useMe } from "~/lib/account";
import { requestIdIn } from "./filter";

export function FindRequest() {
  const { account } = useMe();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState<string>();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const id = requestIdIn(text);
    if (id === null) {
      setWrong("There is no request id in this. It begins with req_ and has 26 characters after that.");
    } else {
      navigate(`/app/${account.id}/requests/${id}`);
    }
  };
  return (
    <form className="flex flex-wrap items-start gap-3" noValidate onSubmit={submit}>
      <div className="min-w-0 max-w-xl flex-1 basis-72">
        <TextField
          autoComplete="off"
          className="font-mono"
          error={wrong}
          hint="Every answer has it as the header Request-Id, every error as request_id."
          label="Find a request by its id"
          onChange={(event) => setText(event.target.value)}
          placeholder="req_…"
          spellCheck={false}
          value={text}
        />
      </div>
      <Button className="min-h-10 sm:mt-7" type="submit">
        Explain
      </Button>
    </form>
  );
}
