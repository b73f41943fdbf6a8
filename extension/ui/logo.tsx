/** The product's mark: a sheet beside a page. Decorative; its name stands next to it. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0d7a47" />
      <path
        d="M6 10h6.5M6 15h6.5M6 20h4"
        stroke="#a9e5c0"
        strokeWidth="2.2"
        strokeLinecap="round"
        fill="none"
      />
      <rect x="15.5" y="5.5" width="11.5" height="21" rx="2.5" fill="#fff" />
      <path
        d="M15.5 11.6H27M15.5 16.6H27M15.5 21.6H27M20.4 11.6V26.5"
        stroke="#0d7a47"
        strokeWidth="1.3"
        fill="none"
      />
    </svg>
  )
}
