// The two small pictures of a line.
export function NoteIcon({ filled }: { readonly filled: boolean }) {
  return (
    <svg
      width="15"
      height="15"
      viewBox="0 0 16 16"
      aria-hidden="true"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinejoin="round"
    >
      <path d="M2.5 2.5h11v8h-6l-3 3v-3h-2z" />
    </svg>
  );
}

export function FindingIcon() {
  return (
    <svg
      width="15"
      height="15"
      viewBox="0 0 16 16"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
    >
      <path d="M3.5 14V2.5h8l-1.8 3 1.8 3h-8" strokeLinejoin="round" />
    </svg>
  );
}
