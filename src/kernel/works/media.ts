/** Which files are taken in: by the ending of the name, and by their first bytes, which have to be of that kind. */
import type { WorksParams } from './define.ts'

export type MediaGroup = 'document' | 'picture' | 'audio' | 'video'
export type Media = { ending: string; type: string; group: MediaGroup; words: string }

type Kind = Omit<Media, 'ending'> & { fits: (head: Buffer) => boolean }

const starts =
  (...signatures: readonly (readonly number[] | string)[]) =>
  (head: Buffer): boolean =>
    signatures.some((one) =>
      head
        .subarray(0, one.length)
        .equals(typeof one === 'string' ? Buffer.from(one, 'latin1') : Buffer.from(one)),
    )
const at =
  (offset: number, ...signatures: readonly string[]) =>
  (head: Buffer): boolean =>
    signatures.some((one) => head.subarray(offset, offset + one.length).toString('latin1') === one)

const ZIP = starts('PK\u0003\u0004')
const OLE = starts([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
const OFFICE = 'application/vnd.openxmlformats-officedocument'
const text = (head: Buffer): boolean =>
  !head.includes(0) && !/^\s*(<!doctype|<html|<svg|<\?xml)/i.test(head.toString('utf8'))

const document = (type: string, words: string, fits: Kind['fits']): Kind => ({
  type,
  group: 'document',
  words,
  fits,
})
const picture = (type: string, words: string, fits: Kind['fits']): Kind => ({
  type,
  group: 'picture',
  words,
  fits,
})
const audio = (type: string, fits: Kind['fits']): Kind => ({ type, group: 'audio', words: '音频', fits })
const video = (type: string, fits: Kind['fits']): Kind => ({ type, group: 'video', words: '视频', fits })

const KINDS: Readonly<Record<string, Kind>> = {
  docx: document(`${OFFICE}.wordprocessingml.document`, 'Word 文档', ZIP),
  xlsx: document(`${OFFICE}.spreadsheetml.sheet`, 'Excel 表格', ZIP),
  pptx: document(`${OFFICE}.presentationml.presentation`, '演示文稿', ZIP),
  doc: document('application/msword', 'Word 文档', OLE),
  xls: document('application/vnd.ms-excel', 'Excel 表格', OLE),
  ppt: document('application/vnd.ms-powerpoint', '演示文稿', OLE),
  wps: document('application/vnd.ms-works', 'WPS 文档', OLE),
  pdf: document('application/pdf', 'PDF', starts('%PDF-')),
  txt: document('text/plain; charset=utf-8', '文本', text),
  md: document('text/plain; charset=utf-8', '文本', text),
  zip: document('application/zip', '压缩包', ZIP),
  jpg: picture('image/jpeg', '照片', starts([0xff, 0xd8, 0xff])),
  jpeg: picture('image/jpeg', '照片', starts([0xff, 0xd8, 0xff])),
  png: picture('image/png', '图片', starts([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  webp: picture('image/webp', '图片', at(8, 'WEBP')),
  heic: picture('image/heic', '照片', at(4, 'ftyp')),
  mp3: audio('audio/mpeg', starts('ID3', [0xff, 0xfb], [0xff, 0xf3], [0xff, 0xf2])),
  m4a: audio('audio/mp4', at(4, 'ftyp')),
  wav: audio('audio/wav', at(8, 'WAVE')),
  mp4: video('video/mp4', at(4, 'ftyp')),
  mov: video('video/quicktime', at(4, 'ftyp', 'moov', 'mdat', 'wide')),
  webm: video('video/webm', starts([0x1a, 0x45, 0xdf, 0xa3])),
  avi: video('video/x-msvideo', at(8, 'AVI ')),
}

/** Every ending that is taken in. */
export const ENDINGS: readonly string[] = Object.keys(KINDS)
/** How many first bytes tell what a file is. */
export const HEAD_BYTES = 512

/** What a file of this name is said to be; null where its ending is not taken in. */
export function mediaOf(name: string): Media | null {
  const ending = /\.([\da-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const kind = Object.hasOwn(KINDS, ending) ? KINDS[ending] : undefined
  return kind === undefined ? null : { ending, type: kind.type, group: kind.group, words: kind.words }
}

/** Whether a file begins as its ending says; `head` is its first bytes. */
export function beginsAs(media: Media, head: Buffer): boolean {
  return KINDS[media.ending]?.fits(head) ?? false
}

/** The most bytes that a file of a group may have. */
export function mostBytes(group: MediaGroup, params: WorksParams): number {
  const megabytes = {
    document: params.documentMb,
    picture: params.pictureMb,
    audio: params.audioMb,
    video: params.videoMb,
  }
  return megabytes[group] * 1024 ** 2
}
