/**
 * Bounds within which a workbook is read. A county of 20,000 teachers with two million check-ins is a file of some
 * 60 MB that unpacks to 0.6 GB; beyond these bounds it is an attack or a mistake, and is refused with words.
 */
export interface ReadLimits {
  /** The file itself, in bytes. */
  readonly fileBytes: number
  /** All parts unpacked, in bytes: as declared, and again as really streamed. */
  readonly unpackedBytes: number
  /** Parts in the zip. */
  readonly entries: number
  /** Unpacked : packed of one large part; sheets are below 50, a zip bomb near 1000. */
  readonly ratio: number
  /** The reader's heap, in MB. */
  readonly heapMegabytes: number
}

export const READ_LIMITS: ReadLimits = {
  fileBytes: 256 * 1024 ** 2,
  unpackedBytes: 2 * 1024 ** 3,
  entries: 1000,
  ratio: 400,
  heapMegabytes: 512,
}

/** Parts smaller than this may pack as well as they like. */
export const RATIO_MATTERS_FROM = 32 * 1024 ** 2
