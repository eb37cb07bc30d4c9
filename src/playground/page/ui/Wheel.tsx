/** The Millrace mark: a mill wheel over water. */
export function Wheel() {
  return (
    <svg className="wheel" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="13" r="6.5" />
      <path d="M16 4v18M7 13h18M9.6 6.600l12.8 12.800M22.4 6.6 9.6 19.4" />
      <path d="M4 27c2-1.8 4-1.8 6 0s4 1.8 6 0 4-1.8 6 0 4 1.8 6 0" />
    </svg>
  );
}
