/**
 * The form in which logins are kept and compared: full-width characters as half-width, no blanks, identity
 * numbers' x in capitals, other letters small.
 */
export function normaliseLogin(typed: string): string {
  const plain = typed.normalize('NFKC').replace(/\s+/g, '')
  return /^\d{17}[\dXx]$/.test(plain) ? plain.toUpperCase() : plain.toLowerCase()
}
