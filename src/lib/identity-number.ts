/**
 * Citizen identity numbers, GB 11643-1999: six digits of the division, eight of the birth date, three of order
 * (odd for men), one check character by ISO 7064 MOD 11-2. Whether the division exists is not checked: divisions
 * are renamed and abolished, the numbers stay.
 */
import { isRealDay } from './dates.ts'
import { normaliseCode } from './text.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECK_CHARACTERS = '10X98765432'
const FORM = /^[1-9]\d{16}[\dX]$/

/** Why a number is not an identity number; `null` from `identityNumberFault` means that it is one. */
export type IdentityNumberFault = 'length' | 'letters' | 'birth-date' | 'check-digit'

/** One form for what people type: no spaces, no apostrophe around it, upper-case X. */
export function normaliseIdentityNumber(raw: string): string {
  return normaliseCode(raw)
    .replace(/^['`‘’]+|['`‘’]+$/gu, '')
    .toUpperCase()
}

/** The character that must stand last, from the first seventeen digits. */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return CHECK_CHARACTERS.charAt(sum % 11)
}

/** Checks a normalised number against GB 11643; the first fault found, or null. */
export function identityNumberFault(number: string): IdentityNumberFault | null {
  if (number.length !== 18) return 'length'
  if (!FORM.test(number)) return 'letters'
  if (!isRealDay(birthDate(number)) || number.slice(6, 10) < '1850') return 'birth-date'
  return checkCharacter(number) === number.charAt(17) ? null : 'check-digit'
}

/** Birth date 'YYYY-MM-DD' of a number that passed `identityNumberFault`. */
export function birthDate(number: string): string {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
}

/** Sex by the order number: odd is male. */
export function sex(number: string): 'male' | 'female' {
  return Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female'
}

/** The number as it may be shown in messages and logs: the birth date and order are hidden. */
export function maskIdentityNumber(number: string): string {
  return number.length <= 10
    ? number
    : `${number.slice(0, 6)}${'*'.repeat(number.length - 10)}${number.slice(-4)}`
}
