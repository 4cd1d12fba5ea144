// The mark: a sheet of paper with the seal of a completed check. Its reds and whites stay in both schemes.
interface LogoProps {
  readonly size?: number;
}

export function Logo({ size = 28 }: LogoProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 512 512" aria-hidden="true" focusable="false">
      <rect x="16" y="16" width="480" height="480" rx="104" fill="#0b5c63" />
      <path
        d="M136 96h168l72 72v232a24 24 0 0 1-24 24H136a24 24 0 0 1-24-24V120a24 24 0 0 1 24-24z"
        fill="#fbfaf5"
      />
      <path d="M304 96l72 72h-48a24 24 0 0 1-24-24z" fill="#c9dedb" />
      <g fill="none" strokeLinecap="round">
        <path d="M160 164h88M160 212h152M160 260h96" stroke="#9bb9b6" strokeWidth="20" />
        <circle cx="332" cy="348" r="92" fill="#c8372d" stroke="#fbfaf5" strokeWidth="16" />
        <path d="M290 350l30 32 56-66" stroke="#fbfaf5" strokeWidth="28" strokeLinejoin="round" />
      </g>
    </svg>
  );
}
