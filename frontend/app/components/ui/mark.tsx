export function Mark() {
  return (
    <span className="inline-flex items-center gap-2 text-md font-bold tracking-tight text-ink">
      <svg aria-hidden="true" className="size-4" fill="currentColor" viewBox="0 0 16 16">
        <path d="M1 0h7v8H1zM8 8h7v8H8z" />
      </svg>
      SOTA Tools
    </span>
  );
}
