/** Eighteen characters that may be an identity number; the server says whether it is one, and whose. */
const NUMBER = /\d{17}[\dX]/g

/** The identity numbers in pasted text, once each, in order; full-width digits, spaces and a small x are read. */
export function pastedNumbers(text: string): string[] {
  const lines = text
    .normalize('NFKC')
    .toUpperCase()
    .split(/[\n\t,;、]/)
  return [...new Set(lines.flatMap((line) => line.replace(/[\s']/g, '').match(NUMBER) ?? []))]
}
