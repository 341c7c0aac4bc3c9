import type jsqr from 'jsqr'

/** Something a code can be read from. */
export type Picture = HTMLVideoElement | ImageBitmap
/** Reads the text of a code in the picture; null where there is none. */
export type Reader = (picture: Picture) => Promise<string | null>

/** What browsers that read codes by themselves offer; the compiler's library does not know it. */
type Detector = { detect: (picture: Picture) => Promise<{ rawValue: string }[]> }
type DetectorMaker = {
  new (options: { formats: string[] }): Detector
  getSupportedFormats: () => Promise<string[]>
}
declare global {
  interface Window {
    BarcodeDetector?: DetectorMaker
  }
}

/** The longer side of what is decoded: enough for a code on a far screen, quick on an old phone. */
const LONGER_SIDE = 800

/** The browser's own reader, or null where it has none for these codes. */
export async function ownReader(): Promise<Reader | null> {
  const Maker = window.BarcodeDetector
  if (Maker === undefined) return null
  const formats = await Maker.getSupportedFormats().catch((): string[] => [])
  if (!formats.includes('qr_code')) return null
  const detector = new Maker({ formats: ['qr_code'] })
  return async (picture) => (await detector.detect(picture).catch(() => []))[0]?.rawValue ?? null
}

/** The browser's own reader, or else one that is loaded now. @throws when that cannot be loaded. */
export async function reader(): Promise<Reader> {
  const own = await ownReader()
  if (own !== null) return own
  const { default: decode } = await import('jsqr')
  const canvas = document.createElement('canvas')
  return (picture) => Promise.resolve(decodeIn(canvas, picture, decode))
}

function sizeOf(picture: Picture): { width: number; height: number } {
  const [width, height] =
    picture instanceof HTMLVideoElement
      ? [picture.videoWidth, picture.videoHeight]
      : [picture.width, picture.height]
  const scale = Math.min(1, LONGER_SIDE / Math.max(width, height, 1))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

function decodeIn(canvas: HTMLCanvasElement, picture: Picture, decode: typeof jsqr): string | null {
  const { width, height } = sizeOf(picture)
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (width === 0 || height === 0 || pen === null) return null
  Object.assign(canvas, { width, height })
  pen.drawImage(picture, 0, 0, width, height)
  const { data } = pen.getImageData(0, 0, width, height)
  return decode(data, width, height, { inversionAttempts: 'dontInvert' })?.data ?? null
}
