import { DOCX } from '#lib/media-types.ts'

/** What a material may be, by the ending of its name: what officials open without a program of its own. */
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  doc: 'application/msword',
  docx: DOCX,
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The type of a file by its name; undefined for one that is not taken. */
export function typeOf(name: string): string | undefined {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? ''
  return Object.hasOwn(TYPES, ending) ? TYPES[ending] : undefined
}

/** The ending by which a file of a type is opened. */
export function endingOf(type: string): string {
  return Object.entries(TYPES).find(([, one]) => one === type)?.[0] ?? 'bin'
}
